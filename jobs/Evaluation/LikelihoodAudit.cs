using InspectFlow.Ingest;
using InspectFlow.Jobs.Threads;
using InspectFlow.Jobs.Training;
using InspectFlow.Model;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Evaluation;

/// <summary>
/// Held-out bits per dimension of a flow, and of a Gaussian with shrinkage covariance on the same images with the same
/// dequantisation noise: a flow that does not beat it has learned nothing that a covariance does not know.
/// </summary>
/// <param name="Flow">The flow's mean over the *calibrate* images; over *select* where none are kept to calibrate.</param>
/// <param name="Gaussian">The Gaussian's.</param>
internal sealed record LikelihoodAudit(double Flow, double Gaussian)
{
    // The covariance of more images than this changes little and costs their square.
    private const int MostGaussianImages = 2000;

    /// <summary>Measures both. The Gaussian's shrinkage is chosen on *select*.</summary>
    public static Task<LikelihoodAudit> MeasureAsync(TrainedModel model, int threads, long seed, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () => Measure(model, threads, seed, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

    private static LikelihoodAudit Measure(TrainedModel model, int threads, long seed, CancellationToken cancellationToken)
    {
        ThreadBudget.Apply(LineThreads.Count(threads));
        // A cross-scored model has seen all images; those that it selected on are the nearest to unseen.
        var side = model.Split.Calibrate.Count > 0 ? model.Split.Calibrate : model.Split.Select;
        var held = PixelArrays.Join(model.Images, side);
        using var flow = model.Bundle.CreateFlow();
        var bits = FlowAudit.BitsPerDim(flow, held, seed, ct: cancellationToken).Average();
        var fit = Rows(model, [.. model.Split.Fit.Take(MostGaussianImages)], seed + 1, MostGaussianImages);
        var select = Rows(model, model.Split.Select, seed + 2);
        var gaussian = GaussianBaseline.Fit(fit, select);
        return new(bits, gaussian.BitsPerDimension(Rows(model, side, seed)));
    }

    // Rows as FlowAudit sees them: the same images with the same noise give the same values.
    private static float[][] Rows(TrainedModel model, IReadOnlyList<SplitEntry> side, long seed, int most = int.MaxValue)
    {
        var architecture = model.Bundle.Metadata.Architecture;
        var pixels = PixelArrays.Join(model.Images, side);
        var rows = new float[Math.Min(most, pixels.Length / architecture.Dimensions)][];
        for (var i = 0; i < rows.Length; i++)
        {
            using var noise = DequantisationNoise.Draw(seed, [i], architecture);
            var row = noise.data<float>().ToArray();
            var offset = i * architecture.Dimensions;
            for (var j = 0; j < row.Length; j++)
            {
                row[j] = ((pixels[offset + j] + row[j]) / FlowLikelihood.Bins) - 0.5f;
            }

            rows[i] = row;
        }

        return rows;
    }
}
