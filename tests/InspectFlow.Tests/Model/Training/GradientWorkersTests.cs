using InspectFlow.Model;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Training;

public sealed class GradientWorkersTests
{
    private static readonly TrainingOptions Options = new() { BatchSize = 16, Augmentation = AugmentationOptions.None };

    [Theory]
    [InlineData(FlowArchitecture.Glow)]
    [InlineData(FlowArchitecture.RealNvp)]
    public void Several_workers_compute_the_gradient_of_one(string family)
    {
        var architecture = ToyImages.Architecture with { Family = family };
        var one = Gradient(architecture, threads: 1);
        var three = Gradient(architecture, threads: 3);

        three.Loss.ShouldBe(one.Loss, 1e-5);
        three.Norm.ShouldBe(one.Norm, 1e-4 * one.Norm);
        var largest = one.Values.Max(Math.Abs);
        largest.ShouldBeGreaterThan(0);
        three.Values.Zip(one.Values, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-4 * largest);
    }

    private static (double Loss, double Norm, double[] Values) Gradient(FlowArchitecture architecture, int threads)
    {
        var images = ToyImages.Training(architecture);
        using var flow = FlowFactory.Create(architecture, seed: 1);
        var batches = new TrainingBatches(images, Options, CPU);
        using (NewDisposeScope())
        using (no_grad())
        {
            flow.Initialize(batches.Input(0, batches.Indices(0)));
            TensorSamples.Randomise(flow, new KeyedRandom(2), 0.05);
        }

        using var weights = new FlatWeights(flow);
        using var workers = new GradientWorkers(flow, weights, batches, Options, threads);
        var (loss, norm) = workers.Compute(1);
        return (loss, norm, TensorSamples.Values(weights.Gradients));
    }
}
