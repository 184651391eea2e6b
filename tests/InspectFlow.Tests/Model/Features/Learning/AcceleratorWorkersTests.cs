using InspectFlow.Model;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features.Learning;

/// <summary>What feeds an accelerator, here with the processor in its place.</summary>
public sealed class AcceleratorWorkersTests
{
    private static readonly LearnedEncoderTrainingOptions Options = ToyParts.Training(5) with { UseBFloat16 = false };

    [Fact]
    public void A_step_is_of_all_its_views_at_once()
    {
        using var scope = NewDisposeScope();
        using var encoder = new LearnedEncoder(ToyParts.Small(), 1);
        using var direct = new LearnedEncoder(ToyParts.Small(), 1);
        using var weights = new FlatWeights(encoder);
        using var directWeights = new FlatWeights(direct);
        using var workers = new AcceleratorWorkers(encoder, weights, Batches(), Options, 2);

        var (loss, norm) = workers.Compute(3);

        direct.train();
        var (views, masks) = Batches().Draw(3, 0, Options.BatchSize).ToTensors();
        var expected = PaintedLoss.Of(direct.Logits(views, null), masks);
        expected.backward();
        loss.ShouldBe(expected.item<float>(), 1e-6);
        norm.ShouldBe(directWeights.Gradients.norm().item<float>(), 1e-5);
        TensorSamples.Values(weights.Gradients).ShouldBe(TensorSamples.Values(directWeights.Gradients));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Views_drawn_ahead_are_those_of_their_step(int threads)
    {
        using var encoder = new LearnedEncoder(ToyParts.Small(), 1);
        using var weights = new FlatWeights(encoder);
        using var workers = new AcceleratorWorkers(encoder, weights, Batches(), Options, threads);
        using var fresh = new AcceleratorWorkers(encoder, weights, Batches(), Options, 1);

        // A run that was killed begins in the middle.
        for (var step = 2; step < 12; step++)
        {
            workers.Compute(step);
        }

        workers.Compute(12).ShouldBe(fresh.Compute(12));
    }

    [Fact]
    public void Scoring_normalises_by_what_was_measured_over_some_steps()
    {
        using var scope = NewDisposeScope();
        using var encoder = new LearnedEncoder(ToyParts.Small(), 1);
        using var weights = new FlatWeights(encoder);
        using var workers = new AcceleratorWorkers(encoder, weights, Batches(), Options, 2);
        using var shared = new LearnedEncoder(ToyParts.Small(), 1);
        using var sharedWeights = new FlatWeights(shared);
        using var processor = new ProcessorWorkers(shared, sharedWeights, Batches(), Options, 2);
        var views = Batches().Draw(100, 0, 16).ToTensors().Views;

        workers.TakeStatistics(0, 32);
        processor.TakeStatistics(0, 32);

        encoder.eval();
        shared.eval();
        var (a, b) = (encoder.Encode(views)[^1], shared.Encode(views)[^1]);
        var spread = TensorSamples.Values(b.sub(b.mean()).square().mean().sqrt())[0];
        TensorSamples.Values(a.sub(b).square().mean().sqrt())[0].ShouldBeLessThan(0.4 * spread, "batches of 8 views and of 4 have nearly the same");
        TensorSamples.Values(encoder.state_dict()["stem.mean"]).ShouldAllBe(v => v != 0);
    }

    private static PaintedBatches Batches() => new(ToyParts.Pictures(), Options, ToyParts.Small());
}
