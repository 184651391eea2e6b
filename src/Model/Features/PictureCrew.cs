using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>Threads that go through pictures one by one, each picture on one of them.</summary>
internal sealed class PictureCrew : IDisposable
{
    private readonly FlowArchitecture architecture;
    private readonly TorchCrew crew;

    /// <summary>Initializes a new instance of the <see cref="PictureCrew"/> class.</summary>
    /// <param name="architecture">The size of the pictures.</param>
    /// <param name="threads">The threads.</param>
    public PictureCrew(FlowArchitecture architecture, int threads) =>
        (this.architecture, crew) = (architecture, new TorchCrew(threads, "feature fit"));

    /// <summary>Goes through pictures, without gradients. Blocks until it is done.</summary>
    /// <param name="pixels">The pictures, uint8 N×C×H×W.</param>
    /// <param name="take">Takes a picture's place and the picture, [1,C,H,W] in [−0.5, 0.5]; called on several threads.</param>
    /// <param name="ct">Stops between two pictures.</param>
    public void ForEach(byte[] pixels, Action<int, Tensor> take, CancellationToken ct)
    {
        var size = architecture.Dimensions;
        var tasks = Enumerable.Range(0, pixels.Length / size).Select(i => crew.Start(_ =>
        {
            ct.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            using var off = no_grad();
            take(i, FlowLikelihood.ToInput(PixelBatch.ToTensor(pixels.AsSpan(i * size, size), architecture, CPU)));
        })).ToArray();
        Task.WhenAll(tasks).GetAwaiter().GetResult();
    }

    /// <summary>Takes some pictures, evenly.</summary>
    /// <param name="pixels">The pictures, uint8 N×C×H×W.</param>
    /// <param name="most">How many at the most.</param>
    /// <returns>The pictures themselves where there are no more.</returns>
    public byte[] Some(byte[] pixels, int most)
    {
        var size = architecture.Dimensions;
        var count = pixels.Length / size;
        if (count <= most)
        {
            return pixels;
        }

        var some = new byte[most * size];
        for (var i = 0; i < most; i++)
        {
            pixels.AsSpan((int)((long)i * count / most) * size, size).CopyTo(some.AsSpan(i * size));
        }

        return some;
    }

    /// <inheritdoc/>
    public void Dispose() => crew.Dispose();
}
