using InspectFlow.Model;
using InspectFlow.Model.Families;
using Shouldly;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model;

public sealed class FlowTests
{
    private static readonly Dictionary<string, FlowArchitecture> Architectures = new(StringComparer.Ordinal)
    {
        ["glow"] = Small(FlowArchitecture.Glow, FlowArchitecture.Affine),
        ["glow-additive"] = Small(FlowArchitecture.Glow, FlowArchitecture.Additive),
        ["glow-rgb"] = Small(FlowArchitecture.Glow, FlowArchitecture.Affine) with { Channels = 3, Height = 4, Width = 4 },
        ["glow-1"] = Small(FlowArchitecture.Glow, FlowArchitecture.Affine) with { Levels = 1 },
        ["realnvp"] = Small(FlowArchitecture.RealNvp, FlowArchitecture.Affine),
        ["realnvp-additive"] = Small(FlowArchitecture.RealNvp, FlowArchitecture.Additive),
        ["realnvp-rgb"] = Small(FlowArchitecture.RealNvp, FlowArchitecture.Affine) with { Channels = 3, Height = 4, Width = 4 },
        ["realnvp-1"] = Small(FlowArchitecture.RealNvp, FlowArchitecture.Affine) with { Levels = 1 },
        ["dense"] = Small(FlowArchitecture.RealNvpDense, FlowArchitecture.Affine) with { Levels = 1 },
        ["dense-additive"] = Small(FlowArchitecture.RealNvpDense, FlowArchitecture.Additive) with { Levels = 1 },
        ["dense-odd"] = Small(FlowArchitecture.RealNvpDense, FlowArchitecture.Affine) with { Levels = 1, Height = 3, Width = 5 },
    };

    public static TheoryData<string> Names => new(Architectures.Keys);

    public static TheoryData<string> NamesWithMap => new(Architectures.Where(a => a.Value.HasMap).Select(a => a.Key));

    public static TheoryData<string> DenseNames => new(Architectures.Where(a => !a.Value.HasMap).Select(a => a.Key));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_inverse_gives_back_the_image(string name)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var flow = Make(name);
        var x = Images(flow, 3);

        TensorSamples.LargestDifference(flow.Inverse(flow.Forward(x).Latents), x).ShouldBeLessThan(1e-4);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_likelihood_is_the_prior_of_the_latents_times_the_Jacobian(string name)
    {
        using var scope = NewDisposeScope();
        var flow = Make(name).to(ScalarType.Float64);
        var x = Images(flow, 1, ScalarType.Float64);

        var output = flow.Forward(x);
        var jacobian = TensorSamples.LogDetOfJacobian(
            input => cat([.. flow.Forward(input).Latents.Select(latent => latent.flatten())], 0), x);
        var density = output.Latents.SelectMany(TensorSamples.Values).Sum(z => -(z * z / 2) - (Math.Log(2 * Math.PI) / 2));
        var expected = (flow.Architecture.Dimensions * Math.Log(256)) - density - jacobian;
        TensorSamples.Values(FlowLikelihood.Nll(output)).Single().ShouldBe(expected, 1e-9 * Math.Abs(expected));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_last_scale_s_log_determinant_is_that_of_its_own_layers(string name)
    {
        using var scope = NewDisposeScope();
        var flow = Make(name).to(ScalarType.Float64);
        var x = Images(flow, 1, ScalarType.Float64);
        var scales = flow.modules().OfType<Scale>().ToList();
        var reaching = scales.SkipLast(1).Aggregate(
            x, (value, scale) => scale.Split!.Forward(scale.Layers.Aggregate(value, (v, layer) => layer.Forward(v).Value)).Kept);

        var output = flow.Forward(x);

        var jacobian = TensorSamples.LogDetOfJacobian(
            input => scales[^1].Layers.Aggregate(input, (v, layer) => layer.Forward(v).Value), reaching);
        TensorSamples.Values(output.LastScaleLogDet!).Single().ShouldBe(jacobian, 1e-9 * Math.Max(1, Math.Abs(jacobian)));
        scales.Count.ShouldBe(flow.Architecture.Levels);
    }

    [Theory]
    [MemberData(nameof(NamesWithMap))]
    public void The_local_map_sums_to_the_likelihood(string name)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var flow = Make(name);
        var architecture = flow.Architecture;
        var x = Images(flow, 3);

        var output = flow.Forward(x, withMap: true);
        var map = output.Map.ShouldNotBeNull();
        map.shape.ShouldBe([3, architecture.Height, architecture.Width]);
        var sums = map.to(ScalarType.Float64).sum([1, 2]).add(FlowLikelihood.DequantisationConstant(architecture.Dimensions));
        ShouldAgree(sums, FlowLikelihood.Nll(output), 1e-6);

        var plain = flow.Forward(x);
        plain.Map.ShouldBeNull();
        ShouldAgree(FlowLikelihood.Nll(plain), FlowLikelihood.Nll(output), 1e-6);
    }

    [Theory]
    [MemberData(nameof(NamesWithMap))]
    public void The_local_map_sums_to_the_likelihood_to_the_last_digits_in_double(string name)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var flow = Make(name).to(ScalarType.Float64);

        var output = flow.Forward(Images(flow, 3, ScalarType.Float64), withMap: true);
        TensorSamples.LargestDifference(output.Map!.sum([1, 2]), -(output.LogDet + output.LogPrior))
            .ShouldBeLessThan(1e-10);
    }

    [Theory]
    [MemberData(nameof(DenseNames))]
    public void A_flow_over_the_flattened_image_has_no_local_map(string name)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var flow = Make(name);
        flow.Forward(Images(flow, 2), withMap: true).Map.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(DenseNames))]
    public void In_training_the_likelihood_is_that_of_the_map_with_the_batch_s_own_statistics(string name)
    {
        using var scope = NewDisposeScope();
        var flow = Make(name).to(ScalarType.Float64);
        var x = Images(flow, 6, ScalarType.Float64);

        flow.train();
        var trained = flow.Forward(x);
        flow.Initialize(x);
        flow.eval();
        var fixedMap = flow.Forward(x);
        TensorSamples.LargestDifference(trained.Latents[0], fixedMap.Latents[0]).ShouldBeLessThan(1e-9);
        TensorSamples.LargestDifference(trained.LogDet, fixedMap.LogDet).ShouldBeLessThan(1e-9);
        var jacobian = TensorSamples.LogDetOfJacobian(input => flow.Forward(input).Latents[0], x.narrow(0, 2, 1));
        TensorSamples.Values(trained.LogDet)[2].ShouldBe(jacobian, 1e-8 * Math.Abs(jacobian));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_image_scores_the_same_alone_and_in_any_batch(string name)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var flow = Make(name);
        var x = Images(flow, 7);

        var together = TensorSamples.Values(FlowLikelihood.Nll(flow.Forward(x)));
        for (var i = 0; i < together.Length; i++)
        {
            var alone = TensorSamples.Values(FlowLikelihood.Nll(flow.Forward(x.narrow(0, i, 1)))).Single();
            alone.ShouldBe(together[i], 1e-6 * Math.Abs(together[i]));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_priors_of_the_scales_add_up(string name)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var flow = Make(name);

        var output = flow.Forward(Images(flow, 2));
        output.Latents.Count.ShouldBe(flow.Architecture.Levels);
        output.Latents.Sum(latent => latent.numel()).ShouldBe(2 * flow.Architecture.Dimensions);
        output.LogPriorPerScale.Count.ShouldBe(flow.Architecture.Levels);
        output.LogPrior.shape.ShouldBe([2]);
        output.LogDet.shape.ShouldBe([2]);
        ShouldAgree(output.LogPrior, stack(output.LogPriorPerScale).to(ScalarType.Float64).sum([0]), 1e-6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_weight_takes_part_in_the_likelihood(string name)
    {
        using var scope = NewDisposeScope();
        var flow = Make(name);

        FlowLikelihood.Nll(flow.Forward(Images(flow, 2))).sum().backward();
        foreach (var (weight, parameter) in flow.named_parameters())
        {
            TensorSamples.Values(parameter.grad.ShouldNotBeNull(weight)).ShouldContain(value => value != 0, weight);
        }
    }

    [Theory]
    [InlineData("glow")]
    [InlineData("realnvp")]
    [InlineData("dense")]
    public void Scoring_leaves_nothing_behind_but_its_output(string name)
    {
        using var flow = Make(name);
        using var off = no_grad();
        using var x = Images(flow, 2);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var scope = NewDisposeScope())
        {
            var output = flow.Forward(x, withMap: true);
            scope.DisposablesCount.ShouldBe((2 * output.Latents.Count) + (flow.Architecture.HasMap ? 4 : 3));
        }

        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var architecture = Architectures["glow"];
        using var first = FlowFactory.Create(architecture, 5);
        using var second = FlowFactory.Create(architecture, 5);
        using var third = FlowFactory.Create(architecture, 6);

        WeightsOf(first).ShouldBe(WeightsOf(second));
        WeightsOf(first).ShouldNotBe(WeightsOf(third));
    }

    [Fact]
    public void Images_of_another_shape_are_refused()
    {
        using var scope = NewDisposeScope();
        using var flow = Make("glow");
        var error = Should.Throw<ArgumentException>(() => flow.Forward(zeros(1, 1, 8, 16)));
        error.Message.ShouldContain("[N,1,8,8]");
        error.Message.ShouldContain("[1,1,8,16]");
    }

    private static FlowArchitecture Small(string family, string coupling) => new()
    {
        Family = family,
        Coupling = coupling,
        Height = 8,
        Width = 8,
        Levels = 2,
        StepsPerLevel = 2,
        HiddenChannels = 8,
        ResidualBlocks = 1,
    };

    private static Flow Make(string name)
    {
        var flow = TensorSamples.Randomise(FlowFactory.Create(Architectures[name], 1), new KeyedRandom(2), 0.05);
        if (flow.Architecture.Family is FlowArchitecture.RealNvpDense)
        {
            flow.Initialize(Images(flow, 9));
        }

        flow.eval();
        return flow;
    }

    private static void ShouldAgree(Tensor actual, Tensor expected, double relative)
    {
        foreach (var (left, right) in TensorSamples.Values(actual).Zip(TensorSamples.Values(expected)))
        {
            left.ShouldBe(right, relative * Math.Abs(right));
        }
    }

    private static Tensor Images(Flow flow, int count, ScalarType dtype = ScalarType.Float32) =>
        TensorSamples.Uniform(
            new KeyedRandom(3),
            -0.5,
            0.5,
            count,
            flow.Architecture.Channels,
            flow.Architecture.Height,
            flow.Architecture.Width).to(dtype);

    private static double[] WeightsOf(Flow flow) => [.. flow.parameters().SelectMany(TensorSamples.Values)];
}
