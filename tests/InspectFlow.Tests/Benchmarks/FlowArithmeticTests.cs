using InspectFlow.Benchmarks.Pipeline;
using InspectFlow.Model;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Benchmarks;

public sealed class FlowArithmeticTests
{
    private static readonly FlowArchitecture Small =
        new() { Channels = 1, Height = 4, Width = 4, Levels = 2, StepsPerLevel = 1, HiddenChannels = 2 };

    [Fact]
    public void A_small_glow_s_operations_are_those_counted_by_hand()
    {
        // Finest scale, 2 × 2 positions of 4 channels: mix 4·4, 3 × 3 from 2 to 2, 1 × 1 from 2 to 2, 3 × 3 from 2 to 4;
        // the split's prior 3 × 3 from 2 to 4. Coarsest, one position of 8 channels: 8·8, 4 to 2, 2 to 2, 2 to 8.
        const long finest = 4 * (16 + 36 + 4 + 72 + 72);
        const long coarsest = 64 + 72 + 4 + 144;

        FlowArithmetic.PerImage(Small).ShouldBe(2 * (finest + coarsest));
    }

    [Fact]
    public void An_additive_coupling_says_half_as_much_in_its_last_convolution() =>
        FlowArithmetic.PerImage(Small with { Coupling = FlowArchitecture.Additive })
            .ShouldBe(FlowArithmetic.PerImage(Small) - (2 * ((4 * 36) + 72)));

    [Fact]
    public void Another_family_is_refused() =>
        Should.Throw<ArgumentException>(() => FlowArithmetic.PerImage(new() { Family = FlowArchitecture.RealNvp }));

    [Fact]
    public async Task Rounds_take_turns_and_the_first_one_does_not_count()
    {
        var order = new List<string>();
        var next = 0.0;
        Func<Task<double>> Turn(string name) => () =>
        {
            order.Add(name);
            return Task.FromResult(next++);
        };

        var series = await Series.AlternateAsync(3, [("a", Turn("a")), ("b", Turn("b"))]);

        order.ShouldBe(["a", "b", "a", "b", "a", "b", "a", "b"]);
        series[0].Values.ShouldBe([2, 4, 6]);
        series[1].ShouldSatisfyAllConditions(s => s.Median.ShouldBe(5), s => s.Smallest.ShouldBe(3), s => s.Largest.ShouldBe(7));
    }
}
