using InspectFlow.Model;
using InspectFlow.Tests.Ingest;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features;

[Collection(nameof(Alone))]
public sealed class PlaceScalesTests
{
    private const int Side = FeatureModels.Side;
    private const int Size = FeatureModels.Size;
    private const int Cells = Side / FeatureView.CoarseStride;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_place_has_the_scale_that_it_and_its_neighbours_make_likeliest_half_way_to_that_of_all(int threads)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var flow = Train(Pictures(8, 1), Pictures(3, 2), threads);
        var scales = TensorSamples.Values(flow.state_dict()["scales"]);
        flow.state_dict()["scales"].shape.ShouldBe([flow.Views.Count, Cells, Cells]);
        flow.Views.Count.ShouldBe(2);

        byte[] seen = [.. Pictures(8, 1), .. Pictures(3, 2)];
        var pictures = seen.Chunk(Size).Select(p => Measure(flow, p)).ToList();
        for (var v = 0; v < flow.Views.Count; v++)
        {
            var stride = flow.Views[v].Stride;
            var energies = pictures.Select(p => TensorSamples.Values(flow.Energy(p, v))).ToList();
            double Cell(int y, int x) => energies.Average(e => Enumerable.Range(0, Side / stride * (Side / stride))
                .Where(i => i / (Side / stride) * stride / FeatureView.CoarseStride == y && i % (Side / stride) * stride / FeatureView.CoarseStride == x)
                .Average(i => e[i]));
            var all = energies.Average(e => e.Average());
            foreach (var (y, x) in new[] { (0, 0), (3, 4), (7, 2) })
            {
                var around = Enumerable.Range(-1, 3).SelectMany(dy => Enumerable.Range(-1, 3).Select(dx => (Y: y + dy, X: x + dx)))
                    .Where(c => c.Y is >= 0 and < Cells && c.X is >= 0 and < Cells).Average(c => Cell(c.Y, c.X));
                var expected = 2.0 / flow.DimensionsOf(v) * ((around + all) / 2);
                scales[(v * Cells * Cells) + (y * Cells) + x].ShouldBe(Math.Max(0.01, expected), 1e-3 * expected);
            }
        }
    }

    [Fact]
    public void Where_good_pictures_vary_more_the_same_departure_is_less_odd()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var flow = Train(Pictures(8, 1), Pictures(3, 2), threads: 2);
        var fitted = flow.state_dict()["scales"].clone();
        var painted = flow.Views.Count - 1;
        fitted[painted].narrow(1, 6, 2).mean([0, 1]).item<float>().ShouldBeGreaterThan(2 * fitted[painted].narrow(1, 0, 4).mean([0, 1]).item<float>());

        var other = Measure(flow, Pictures(1, 9));
        var likely = flow.Density(other, painted).sum([0, 1]).item<float>();
        flow.SetScales([.. Enumerable.Repeat(fitted[painted].mean([0, 1]).item<float>(), flow.Views.Count * Cells * Cells)]);

        likely.ShouldBeGreaterThan(flow.Density(other, painted).sum([0, 1]).item<float>(), "places are told apart in a picture that was not seen, too");
    }

    [Fact]
    public void A_density_with_scales_is_that_of_a_gaussian_whose_covariance_is_as_many_times_as_large()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var flow = Train(Pictures(8, 1), Pictures(3, 2), threads: 2);
        flow.SetScales([.. Enumerable.Repeat(4f, flow.Views.Count * Cells * Cells)]);
        var picture = Measure(flow, Pictures(1, 9));

        // Of one dimension: the logit.
        flow.DimensionsOf(0).ShouldBe(1);
        var state = flow.state_dict();
        var deviation = TensorSamples.Values(state["densities.0.deviation"])[0];
        var variance = (TensorSamples.Values(state["densities.0.variances"])[0] + TensorSamples.Values(state["densities.0.noise"])[0]) * deviation * deviation;
        var columns = TensorSamples.Values(FeatureGrid.Columns(picture.Maps, flow.Views[0], Side, Side));
        var expected = columns.Select(c => PlainGaussian.LogDensity([c], [TensorSamples.Values(state["densities.0.mean"])[0]], new[,] { { 4 * variance } }));

        TensorSamples.Values(flow.Density(picture, 0)).ShouldBe(expected, 1e-3);
    }

    [Fact]
    public void A_flow_over_maps_knows_places_by_itself_and_a_model_from_before_has_no_scales()
    {
        using var scope = NewDisposeScope();
        using var withMaps = FeatureModels.Train(learned: true);
        withMaps.Architecture.Features!.PlaceScales.ShouldBeFalse();
        withMaps.state_dict().ShouldNotContainKey("scales");
        var architecture = Architecture();
        using var before = new FeatureFlow(architecture);
        before.state_dict().ShouldNotContainKey("scales");
        using var now = new FeatureFlow(architecture with { Features = architecture.Features! with { PlaceScales = true } });
        TensorSamples.Values(now.state_dict()["scales"]).ShouldAllBe(s => s == 1);
    }

    private static FlowArchitecture Architecture()
    {
        var architecture = FeatureModels.Architecture(learned: true);
        return architecture with { Features = architecture.Features! with { MapFlow = null } };
    }

    private static FeatureFlow Train(byte[] fit, byte[] select, int threads) =>
        new FeatureTrainer(new TrainingOptions { Steps = 3, Seed = 1 }, TimeProvider.System, threads).Train(Architecture(), null, fit, select).Flow;

    private static FeaturePicture Measure(FeatureFlow flow, byte[] pixels) =>
        flow.Measure(FlowLikelihood.ToInput(PixelBatch.ToTensor(pixels, flow.Architecture, CPU)));

    // Even but for the quarter on the right.
    private static byte[] Pictures(int count, long seed)
    {
        var pixels = FeatureModels.Pictures(count, seed);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = i % Side < Side * 3 / 4 ? (byte)(100 + (pixels[i] / 32)) : pixels[i];
        }

        return pixels;
    }
}
