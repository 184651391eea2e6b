using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Bits per dimension of images under uniform dequantisation noise: an unbiased estimate of a bound on the discrete
/// likelihood (Theis, van den Oord and Bethge, 2016), as papers report it. Scores use the bins' middle instead.
/// </summary>
public static class FlowAudit
{
    /// <summary>Measures images. Equal arguments give equal figures, however the images are batched.</summary>
    /// <param name="flow">The flow, in evaluation mode.</param>
    /// <param name="pixels">The images, uint8 N×C×H×W.</param>
    /// <param name="seed">The seed of the noise; an image's noise follows from it and the image's place.</param>
    /// <param name="batchSize">The images of a batch. The default is 32.</param>
    /// <param name="firstPlace">The place of the first image, where they are part of more. The default is 0.</param>
    /// <param name="ct">Stops between two batches.</param>
    /// <returns>Bits per dimension of each image.</returns>
    public static double[] BitsPerDim(
        Flow flow, ReadOnlySpan<byte> pixels, long seed, int batchSize = 32, int firstPlace = 0, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        var architecture = flow.Architecture;
        var dimensions = architecture.Dimensions;
        if (pixels.Length % dimensions != 0)
        {
            throw new ArgumentException($"{pixels.Length} bytes are not whole images of {dimensions}.", nameof(pixels));
        }

        var weight = flow.state_dict().Values.First();
        var figures = new double[pixels.Length / dimensions];
        using var noGrad = no_grad();
        for (var start = 0; start < figures.Length; start += batchSize)
        {
            ct.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var count = Math.Min(batchSize, figures.Length - start);
            var batch = PixelBatch.ToTensor(pixels.Slice(start * dimensions, count * dimensions), architecture, weight.device);
            var keys = Enumerable.Range(firstPlace + start, count).Select(i => (long)i).ToArray();
            var noise = DequantisationNoise.Draw(seed, keys, architecture).to(weight.device);
            var output = flow.Forward(FlowLikelihood.ToInput(batch, noise, weight.dtype));
            FlowLikelihood.BitsPerDim(output).cpu().data<double>().CopyTo(figures, start);
        }

        return figures;
    }
}
