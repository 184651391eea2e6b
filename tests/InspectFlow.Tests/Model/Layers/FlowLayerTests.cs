using InspectFlow.Model.Layers;
using Shouldly;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Layers;

/// <summary>What every invertible layer owes: an exact inverse, an exact log-det and a map that sums to it.</summary>
public sealed class FlowLayerTests
{
    private const int Channels = 4;
    private const int Size = 4;

    private static readonly Dictionary<string, Func<KeyedRandom, FlowLayer>> Makers = new(StringComparer.Ordinal)
    {
        ["actnorm"] = _ => new ActNorm(Channels),
        ["1x1"] = random => new InvertibleConv1x1(Channels, random),
        ["affine"] = random => new AffineCoupling(new ConvSubnet(Channels / 2, 8, Channels, random), 2),
        ["affine-residual"] = random =>
            new AffineCoupling(new ResidualSubnet(Channels / 2, 8, Channels, 2, random), 2),
        ["additive"] = random => new AdditiveCoupling(new ConvSubnet(Channels / 2, 8, Channels / 2, random)),
        ["checkerboard-even"] = random => Checkerboard(random, 0, 2),
        ["checkerboard-odd"] = random => Checkerboard(random, 1, 2),
        ["checkerboard-additive"] = random => Checkerboard(random, 0, null),
        ["permutation"] = _ => new Permutation([2, 0, 3, 1]),
        ["swap"] = _ => Permutation.SwapHalves(Channels),
        ["squeeze"] = _ => new Squeeze(),
        ["flatten"] = _ => new Flatten(Channels, Size, Size),
        ["batch-norm"] = _ => Trained(new BatchNorm(Channels)),
        ["logit"] = _ => new Logit(0.05),
        ["step"] = Step,
    };

    public static TheoryData<string> Names => new(Makers.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_inverse_gives_back_the_input(string name)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var layer = Make(name);
        var x = Input(5).to(ScalarType.Float32);

        var output = layer.Forward(x);
        TensorSamples.LargestDifference(layer.Inverse(output.Value), x).ShouldBeLessThan(1e-4);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_log_det_is_that_of_the_Jacobian(string name)
    {
        using var scope = NewDisposeScope();
        var layer = Make(name).to(ScalarType.Float64);
        var x = Input(1);

        var expected = TensorSamples.LogDetOfJacobian(input => layer.Forward(input).Value, x);
        var logDet = TensorSamples.Values(layer.Forward(x).LogDet).Single();
        logDet.ShouldBe(expected, 1e-9 * Math.Max(1, Math.Abs(expected)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_map_sums_to_the_log_det(string name)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var layer = Make(name).to(ScalarType.Float64);
        var output = layer.Forward(Input(3), withMap: true);

        var map = output.Map.ShouldNotBeNull();
        var spread = map.expand(3, output.Value.shape[2], output.Value.shape[3]);
        TensorSamples.LargestDifference(spread.sum([1, 2]), output.LogDet.expand(3)).ShouldBeLessThan(1e-10);
        layer.Forward(Input(3)).Map.ShouldBeNull();
    }

    [Theory]
    [InlineData("affine")]
    [InlineData("additive")]
    [InlineData("checkerboard-even")]
    public void A_new_coupling_is_the_identity(string name)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var x = Input(2).to(ScalarType.Float32);

        var output = Makers[name](new KeyedRandom(3)).Forward(x);
        TensorSamples.LargestDifference(output.Value, x).ShouldBe(0);
        TensorSamples.Values(output.LogDet).ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void An_affine_coupling_stretches_by_no_more_than_its_bound()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var layer = TensorSamples.Randomise(Makers["affine"](new KeyedRandom(3)), new KeyedRandom(4), 10);

        var map = layer.Forward(Input(2).to(ScalarType.Float32), withMap: true).Map!;
        var largest = TensorSamples.Values(map).Max(Math.Abs);
        largest.ShouldBeLessThanOrEqualTo(2 * (Channels / 2) * (1 + 1e-6));
        largest.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void An_actnorm_set_from_a_batch_standardises_it()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var x = TensorSamples.Gaussian(new KeyedRandom(5), 3, 8, Channels, Size, Size).add(7).to(ScalarType.Float32);

        var y = new ActNorm(Channels).Initialize(x);
        TensorSamples.Values(y.mean([0, 2, 3])).ShouldAllBe(mean => Math.Abs(mean) < 1e-5);
        TensorSamples.Values(y.square().mean([0, 2, 3])).ShouldAllBe(square => Math.Abs(square - 1) < 1e-5);
    }

    [Fact]
    public void An_actnorm_set_from_a_constant_batch_stays_finite()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var y = new ActNorm(Channels).Initialize(ones(2, Channels, Size, Size));
        TensorSamples.Values(y).ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void A_new_1x1_convolution_is_a_rotation()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        foreach (var channels in new[] { 2, 4, 12, 48 })
        {
            var layer = new InvertibleConv1x1(channels, new KeyedRandom(channels));
            var x = TensorSamples.Gaussian(new KeyedRandom(6), 1, 2, channels, 2, 2).to(ScalarType.Float32);
            var output = layer.Forward(x);
            TensorSamples.LargestDifference(output.Value.square().sum([1]), x.square().sum([1])).ShouldBeLessThan(1e-4);
            TensorSamples.Values(output.LogDet).Single().ShouldBe(0, 1e-4);
        }
    }

    [Fact]
    public void A_glow_step_computes_what_its_layers_compute_one_by_one()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var random = new KeyedRandom(8);
        var norm = TensorSamples.Randomise(new ActNorm(Channels), random);
        var mix = TensorSamples.Randomise(new InvertibleConv1x1(Channels, random), random);
        var coupling = TensorSamples.Randomise(Makers["affine"](random), random);
        var step = new GlowStep(norm, mix, coupling).to(ScalarType.Float64);
        var x = Input(3);

        var first = norm.Forward(x);
        var second = mix.Forward(first.Value);
        var third = coupling.Forward(second.Value);
        var fused = step.Forward(x);
        TensorSamples.LargestDifference(fused.Value, third.Value).ShouldBeLessThan(1e-12);
        TensorSamples.LargestDifference(fused.LogDet, first.LogDet + second.LogDet + third.LogDet).ShouldBeLessThan(1e-10);
    }

    [Fact]
    public void A_squeeze_puts_each_block_into_channels_row_by_row()
    {
        using var scope = NewDisposeScope();
        var x = tensor(Enumerable.Range(0, 16).Select(i => (float)i).ToArray(), [1, 1, 4, 4]);
        var y = new Squeeze().Forward(x).Value;
        y.shape.ShouldBe([1, 4, 2, 2]);
        TensorSamples.Values(y).ShouldBe([0, 2, 8, 10, 1, 3, 9, 11, 4, 6, 12, 14, 5, 7, 13, 15]);
    }

    [Fact]
    public void A_permutation_refuses_an_order_that_loses_a_channel() =>
        Should.Throw<ArgumentException>(() => new Permutation([0, 0, 2]));

    private static FlowLayer Make(string name) =>
        TensorSamples.Randomise(Makers[name](new KeyedRandom(1)), new KeyedRandom(2));

    private static Tensor Input(int count) =>
        TensorSamples.Uniform(new KeyedRandom(9), -0.5, 0.5, count, Channels, Size, Size);

    private static BatchNorm Trained(BatchNorm layer)
    {
        using var scope = NewDisposeScope();
        layer.Initialize(TensorSamples.Gaussian(new KeyedRandom(7), 3, 8, Channels, Size, Size).add(2).to(ScalarType.Float32));
        layer.eval();
        return layer;
    }

    private static CheckerboardCoupling Checkerboard(KeyedRandom random, int parity, double? bound) => new(
        new ResidualSubnet(Channels, 8, bound is null ? Channels : 2 * Channels, 1, random), Size, Size, parity, bound);

    private static GlowStep Step(KeyedRandom random) => new(
        new ActNorm(Channels),
        new InvertibleConv1x1(Channels, random),
        new AffineCoupling(new ConvSubnet(Channels / 2, 8, Channels, random), 2));
}
