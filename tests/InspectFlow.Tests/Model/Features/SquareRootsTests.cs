using InspectFlow.Model;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features;

public sealed class SquareRootsTests
{
    [Fact]
    public void Values_and_their_negatives_have_mirrored_roots()
    {
        using var scope = NewDisposeScope();

        SquareRoots.Of(tensor(new[] { 0f, 4f, -4f, 0.25f })).data<float>().ToArray()
            .ShouldBe([0, (float)(Math.Sqrt(4.0001) - 0.01), -(float)(Math.Sqrt(4.0001) - 0.01), (float)(Math.Sqrt(0.2501) - 0.01)], 1e-6);
    }

    [Fact]
    public void What_is_next_to_nothing_stays_next_to_nothing()
    {
        using var scope = NewDisposeScope();

        SquareRoots.Of(tensor(new[] { 1e-6f })).item<float>().ShouldBe(1e-6f / 0.02f, 1e-6f);
    }

    [Fact]
    public void Roots_rise_with_their_values()
    {
        using var scope = NewDisposeScope();

        var roots = SquareRoots.Of(tensor([.. Enumerable.Range(-50, 100).Select(i => i * 0.03f)])).data<float>().ToArray();

        roots.ShouldBe(roots.Order());
    }
}
