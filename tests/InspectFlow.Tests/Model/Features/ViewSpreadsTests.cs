using InspectFlow.Model;
using InspectFlow.Tests.Ingest;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features;

[Collection(nameof(Alone))]
public sealed class ViewSpreadsTests
{
    [Fact]
    public void A_views_spread_is_how_far_the_oddest_good_picture_is_above_the_median_one()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var crew = new PictureCrew(FeatureModels.Architecture(learned: true), 2);
        using var flow = FeatureModels.Train(learned: true);
        var pixels = FeatureModels.Pictures(5, 3);

        var spreads = ViewSpreads.Of(flow, pixels, crew, CancellationToken.None);

        var peaks = pixels.Chunk(FeatureModels.Size).Select(p => flow.Measure(FlowLikelihood.ToInput(PixelBatch.ToTensor(p, flow.Architecture, CPU)))).ToList();
        spreads.ShouldBe(flow.Views.Select((_, v) =>
        {
            var sorted = peaks.Select(p => -TensorSamples.Values(flow.Density(p, v)).Min()).Order().ToList();
            return (float)Math.Max(1, sorted[4] - sorted[2]);
        }), 1e-2);
        spreads.ShouldContain(s => s > 1);
    }
}
