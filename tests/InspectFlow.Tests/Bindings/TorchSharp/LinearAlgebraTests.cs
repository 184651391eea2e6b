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
        var (p, l, u) = linalg.lu(a);
        var (lu, pivots) = linalg.lu_factor(a);
        var (p2, l2, u2) = lu_unpack(lu, pivots!);
        var (q, r) = linalg.qr(a);
        var (left, values, right) = linalg.svd(a);

        p.matmul(l).matmul(u).allclose(a).ShouldBeTrue();
        p2.matmul(l2!).matmul(u2!).allclose(a).ShouldBeTrue();
        q.matmul(r).allclose(a).ShouldBeTrue();
        left.matmul(values.diag()).matmul(right).allclose(a).ShouldBeTrue();
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
    public void Systems_are_solved()
    {
        using var scope = NewDisposeScope();
        var a = Matrix();
        var b = ones(4, 2, float64);

        a.inverse().matmul(a).allclose(eye(4, dtype: float64)).ShouldBeTrue();
        a.matmul(linalg.solve(a, b)).allclose(b).ShouldBeTrue();
        a.triu().matmul(linalg.solve_triangular(a.triu(), b, upper: true)).allclose(b).ShouldBeTrue();
    }

    [Fact]
    public void Reductions_keep_or_drop_dimensions()
    {
        using var scope = NewDisposeScope();
        var x = arange(12, float64).view(3, 4);

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
        var x = arange(10);

        cat(x.split([3, 7])).Equals(x).ShouldBeTrue();
        cat(x.chunk(3)).Equals(x).ShouldBeTrue();
        stack(x.unbind()).Equals(x).ShouldBeTrue();
        x.roll(3).narrow(0, 0, 3).data<long>().ToArray().ShouldBe([7L, 8, 9]);
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
        randperm(10, generator: first).sort().Values.Equals(arange(10)).ShouldBeTrue();
        var state = first.get_state();
        var next = rand(3, generator: first);
        first.set_state(state);
        rand(3, generator: first).Equals(next).ShouldBeTrue();
    }

    private static Tensor Matrix()
    {
        using var random = new Generator(5);
        return randn([4, 4], float64, generator: random);
    }
}
