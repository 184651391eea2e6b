using InspectFlow.Model;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features;

public sealed class FeatureGridTests
{
    [Fact]
    public void A_map_is_enlarged_between_the_middles_of_its_places_and_level_outside()
    {
        using var scope = NewDisposeScope();
        var map = tensor(new float[] { 0, 4, 8, 20 }, [2, 2]);

        var enlarged = FeatureGrid.Enlarge(map, 4, 4);

        TensorSamples.Values(enlarged).ShouldBe([0, 1, 3, 4, 2, 3.5, 6.5, 8, 6, 8.5, 13.5, 16, 8, 11, 17, 20], 1e-5);
    }

    [Theory]
    [InlineData(4, 6, 8)]
    [InlineData(3, 2, 2)]
    [InlineData(1, 1, 8)]
    [InlineData(5, 3, 1)]
    public void Every_place_has_the_same_weight_in_the_sum(int rows, int columns, int stride)
    {
        using var scope = NewDisposeScope();
        for (var place = 0; place < rows * columns; place++)
        {
            var map = zeros(rows * columns);
            map[place] = tensor(1f);
            TensorSamples.Values(FeatureGrid.Enlarge(map.view(rows, columns), rows * stride, columns * stride)).Sum()
                .ShouldBe(stride * stride, 1e-4 * stride * stride);
        }
    }

    [Fact]
    public void Columns_are_the_views_layers_one_below_the_other_at_each_place_row_by_row()
    {
        using var scope = NewDisposeScope();

        // At stride 4 of 8 x 16: two features at stride 2, to average; one not in the view; one at 8, to repeat; one at 4.
        var fine = arange(0, 64, 1, ScalarType.Float32).view(1, 2, 4, 8);
        var coarse = tensor(new float[] { 100, 200 }, [1, 1, 1, 2]);
        var own = arange(0, 8, 1, ScalarType.Float32).view(1, 1, 2, 4);
        var view = new FeatureView("test", 4, [0, 2, 3], IsLogit: false);

        var columns = FeatureGrid.Columns([fine, own.mul(-1), coarse, own], view, 8, 16);

        columns.shape.ShouldBe([4, 8]);
        double[] means = [4.5, 6.5, 8.5, 10.5, 20.5, 22.5, 24.5, 26.5];
        TensorSamples.Values(columns).ShouldBe(
            [.. means, .. means.Select(m => m + 32), 100, 100, 200, 200, 100, 100, 200, 200, 0, 1, 2, 3, 4, 5, 6, 7], 1e-5);
    }

    [Fact]
    public void A_defects_log_odds_are_seen_through_softplus()
    {
        using var scope = NewDisposeScope();
        var columns = FeatureGrid.Columns([tensor(new float[] { -30, 0, 2, 30 }, [1, 1, 2, 2])], new("logit", 2, [0], IsLogit: true), 4, 4);
        TensorSamples.Values(columns).ShouldBe([0, Math.Log(2), Math.Log(1 + Math.Exp(2)), 30], 1e-5);
    }
}
