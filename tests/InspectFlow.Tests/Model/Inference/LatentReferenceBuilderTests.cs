using InspectFlow.Model;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model.Inference;

public sealed class LatentReferenceBuilderTests
{
    [Fact]
    public void The_components_are_the_directions_in_which_the_images_differ()
    {
        // A toy flow's latents are its input, so the answer can be made: two patterns, one of twice the strength.
        var images = new byte[40][];
        for (var i = 0; i < images.Length; i++)
        {
            var random = new KeyedRandom(1, i);
            var (a, b) = (40 * random.NextGaussian(), 10 * random.NextGaussian());
            images[i] = [.. Enumerable.Range(0, 64).Select(j => (byte)Math.Clamp(
                Math.Round(128 + (a * (j < 32 ? 1 : -1)) + (b * (j % 2 == 0 ? 1 : -1))), 0, 255))];
        }

        using var flow = new ToyFlow(ToyImages.Architecture);
        var reference = LatentReferenceBuilder.Build(flow, i => images[i], images.Length, seed: 1, batchSize: 7);

        for (var j = 0; j < 64; j++)
        {
            reference.Mean[j].ShouldBe((float)images.Average(p => ((p[j] + 0.5) / 256) - 0.5), 1e-5f);
            Math.Abs(reference.First[j]).ShouldBe(1 / 8f, 0.01f);
            Math.Sign(reference.First[j] * reference.First[0]).ShouldBe(j < 32 ? 1 : -1);
            Math.Sign(reference.Second[j] * reference.Second[0]).ShouldBe(j % 2 == 0 ? 1 : -1);
        }

        reference.FirstScale.ShouldBeGreaterThan(2 * reference.SecondScale);
        reference.First.MaxBy(Math.Abs).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void One_image_alone_has_a_mean_and_no_components()
    {
        using var flow = new ToyFlow(ToyImages.Architecture);
        var reference = LatentReferenceBuilder.Build(flow, _ => new byte[64], 1, seed: 1);
        reference.Mean.ShouldAllBe(v => v < -0.49f);
        reference.First.ShouldAllBe(v => v == 0);
        reference.FirstScale.ShouldBe(1);
        reference.SecondScale.ShouldBe(1);
    }
}
