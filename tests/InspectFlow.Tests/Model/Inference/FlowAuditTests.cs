using InspectFlow.Model;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model.Inference;

public sealed class FlowAuditTests
{
    [Fact]
    public void The_figures_do_not_depend_on_the_batch_size()
    {
        using var flow = new ToyFlow(ToyImages.Architecture);
        var pixels = ToyImages.Stripes(9, ToyImages.Architecture);
        var figures = FlowAudit.BitsPerDim(flow, pixels, seed: 4, batchSize: 2);
        figures.Length.ShouldBe(9);
        FlowAudit.BitsPerDim(flow, pixels, seed: 4, batchSize: 5).ShouldBe(figures);
        FlowAudit.BitsPerDim(flow, pixels, seed: 5).ShouldNotBe(figures);
    }

    [Fact]
    public void A_standard_normal_over_the_pixels_has_its_textbook_value()
    {
        // x = (v + u) / 256 − 0.5 of v = 128 is within 1/256 of 0, where −log N(x) is ln √(2π).
        using var flow = new ToyFlow(ToyImages.Architecture);
        var gray = Enumerable.Repeat((byte)128, 64).ToArray();
        FlowAudit.BitsPerDim(flow, gray, seed: 1).Single()
            .ShouldBe(8 + (0.5 * Math.Log2(2 * Math.PI)), 1e-4);
    }

    [Fact]
    public void Bytes_that_are_not_whole_images_are_refused()
    {
        using var flow = new ToyFlow(ToyImages.Architecture);
        Should.Throw<ArgumentException>(() => FlowAudit.BitsPerDim(flow, new byte[65], seed: 1));
    }
}
