using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Bindings.Torch;

public sealed class LinearAlgebraTests
{
    [Fact]
    public void Factors_multiply_to_the_matrix()
    {
        using var scope = NewDisposeScope();
        var a = Matrix();
        var (q, r) = linalg.qr(a);

        q.matmul(r).allclose(a).ShouldBeTrue();
    }

    [Fact]
    public void Determinants_agree()
    {
        using var scope = NewDisposeScope();
        var a = Matrix();
        var (sign, logarithm) = linalg.slogdet(a);

        (sign * logarithm.exp()).item<double>().ShouldBe(a.det().item<double>(), 1e-9);
        a.matmul(a.t()).logdet().item<double>().ShouldBe(2 * logarithm.item<double>(), 1e-9);
    }

    [Fact]
    public void Reductions_keep_or_drop_dimensions()
    {
        using var scope = NewDisposeScope();
        var x = arange(0, 12, dtype: ScalarType.Float64).view(3, 4);

        x.sum([0, 1]).item<double>().ShouldBe(66);
        x.sum(1, keepdim: true).shape.ShouldBe([3L, 1L]);
        x.mean([0]).data<double>().ToArray().ShouldBe([4.0, 5, 6, 7]);
        x.amax([1]).data<double>().ToArray().ShouldBe([3.0, 7, 11]);
        x.logsumexp(1).shape.ShouldBe([3L]);
        x.var(false).item<double>().ShouldBe(143.0 / 12, 1e-12);
        x.topk(2).values.data<double>().ToArray().ShouldBe([3.0, 2, 7, 6, 11, 10]);
        x.max(0).indexes.data<long>().ToArray().ShouldBe([2L, 2, 2, 2]);
    }

    [Fact]
    public void Parts_join_to_the_whole()
    {
        using var scope = NewDisposeScope();
        var x = arange(0, 10);

        cat(x.split([3, 7])).Equals(x).ShouldBeTrue();
        cat(x.chunk(3)).Equals(x).ShouldBeTrue();
        stack([x, x]).shape.ShouldBe([2L, 10L]);
        x.flip(0)[0].item<long>().ShouldBe(9);
        where(x > 5, x, zeros_like(x)).sum().item<long>().ShouldBe(30);
    }

    [Fact]
    public void Equal_seeds_draw_equal_numbers()
    {
        using var scope = NewDisposeScope();
        using var first = new Generator(42);
        using var second = new Generator(42);
        using var third = new Generator(43);

        var drawn = randn(5, generator: first);

        drawn.Equals(randn(5, generator: second)).ShouldBeTrue();
        drawn.Equals(randn(5, generator: third)).ShouldBeFalse();
        var state = first.get_state();
        var next = rand(3, generator: first);
        first.set_state(state);
        rand(3, generator: first).Equals(next).ShouldBeTrue();
    }

    private static Tensor Matrix()
    {
        using var random = new Generator(5);
        return randn([4, 4], ScalarType.Float64, generator: random);
    }
}
