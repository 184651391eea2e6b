using InspectFlow.Model;
using Shouldly;
using TorchSharp;
using Xunit;

namespace InspectFlow.Tests.Model.Features;

public sealed class ChannelStatisticsTests
{
    [Fact]
    public void Mean_deviation_and_maximum_are_those_worked_out_by_hand()
    {
        var statistics = new ChannelStatistics(16);
        statistics.Add(Rows(1, 2));
        statistics.Add(Rows(6));
        var pooled = new float[48];
        statistics.CopyTo(pooled);
        for (var c = 0; c < 16; c++)
        {
            // Channel c holds 1 + c, 2 + c and 6 + c.
            pooled[c].ShouldBe(3 + c, 1e-5f);
            pooled[16 + c].ShouldBe((float)Math.Sqrt(14.0 / 3), 1e-5f);
            pooled[32 + c].ShouldBe(6 + c);
        }
    }

    [Fact]
    public void A_constant_channel_has_no_deviation_at_all()
    {
        var statistics = new ChannelStatistics(16);
        for (var i = 0; i < 1000; i++)
        {
            statistics.Add(Rows(0.7f, 0.7f, 0.7f));
        }

        var pooled = new float[48];
        statistics.CopyTo(pooled);
        pooled[16..32].ShouldAllBe(d => d == 0);
        pooled[0].ShouldBe(0.7f);
        pooled[32].ShouldBe(0.7f);
    }

    [Fact]
    public void A_map_is_pooled_over_all_its_cells()
    {
        using var map = torch.arange(0, 16, dtype: torch.ScalarType.Float32).view(1, 1, 4, 4);
        using var pooled = FeaturePooling.Statistics(map);
        TensorSamples.Values(pooled).ShouldBe([7.5, Math.Sqrt(21.25), 15], 1e-6);
    }

    private static float[] Rows(params float[] values) =>
        [.. values.SelectMany(v => Enumerable.Range(0, 16).Select(c => v == 0.7f ? v : v + c))];
}
