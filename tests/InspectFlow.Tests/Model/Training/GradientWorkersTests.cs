using InspectFlow.Model;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Training;

public sealed class GradientWorkersTests
{
    [Theory]
    [InlineData(FlowArchitecture.Glow, 4)]
    [InlineData(FlowArchitecture.Glow, 3)]
    [InlineData(FlowArchitecture.RealNvp, 2)]
    [InlineData(FlowArchitecture.RealNvpDense, 4)]
    public void Threads_that_share_a_batch_find_the_gradient_of_the_whole(string family, int threads)
    {
        var alone = Gradient(family, threads: 1);
        var shared = Gradient(family, threads);

        shared.Loss.ShouldBe(alone.Loss, 1e-5);
        shared.Norm.ShouldBe(alone.Norm, 1e-4 * alone.Norm);
        shared.Gradient.Zip(alone.Gradient, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-4 * alone.Norm);
        alone.Norm.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Images_are_judged_alike_by_any_number_of_threads()
    {
        var architecture = ToyImages.Architecture;
        var pixels = ToyImages.Stripes(11, architecture, seed: 5);
        var options = new TrainingOptions { BatchSize = 16 };
        double Judged(int threads)
        {
            using var flow = Make(architecture);
            using var weights = new FlatWeights(flow);
            using var workers = new GradientWorkers(
                flow, weights, new TrainingBatches(ToyImages.Training(architecture), options, CPU), options, threads);
            flow.eval();
            return workers.Judge(pixels, seed: 7, precision: null);
        }

        Judged(1).ShouldBe(Judged(4), 1e-6);
    }

    private static (double Loss, double Norm, double[] Gradient) Gradient(string family, int threads)
    {
        var architecture = ToyImages.Architecture with { Family = family };
        var options = new TrainingOptions { BatchSize = 16 };
        using var flow = Make(architecture);
        using var weights = new FlatWeights(flow);
        using var workers = new GradientWorkers(
            flow, weights, new TrainingBatches(ToyImages.Training(architecture), options, CPU), options, threads);

        // The second of two steps, so that what the first left behind would show.
        workers.Compute(0);
        var (loss, norm) = workers.Compute(1);
        return (loss, norm, TensorSamples.Values(weights.Gradients));
    }

    private static Flow Make(FlowArchitecture architecture)
    {
        var flow = FlowFactory.Create(architecture, seed: 1);
        TensorSamples.Randomise(flow, new KeyedRandom(2), 0.05);
        return flow;
    }
}
