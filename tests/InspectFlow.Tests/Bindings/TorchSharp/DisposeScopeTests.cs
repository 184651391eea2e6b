using Shouldly;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Bindings.Torch;

public sealed class DisposeScopeTests
{
    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    [Fact]
    public void A_scope_disposes_what_was_made_in_it()
    {
        var before = Live;
        Tensor made;
        using (NewDisposeScope())
        {
            made = ones(3) + 1;
            Live.ShouldBe(before + 2);
        }

        made.IsInvalid.ShouldBeTrue();
        Live.ShouldBe(before);
    }

    [Fact]
    public void What_is_moved_out_lives_until_the_outer_scope_ends()
    {
        var before = Live;
        Tensor kept;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
                kept = (ones(3) * 2).MoveToOuterDisposeScope();
            kept.IsInvalid.ShouldBeFalse();
            Live.ShouldBe(before + 1);
        }

        kept.IsInvalid.ShouldBeTrue();
        Live.ShouldBe(before);
    }

    [Fact]
    public void What_is_moved_out_of_the_outermost_scope_belongs_to_the_caller()
    {
        Tensor kept;
        using (NewDisposeScope())
            kept = ones(3).MoveToOuterDisposeScope();

        kept.IsInvalid.ShouldBeFalse();
        kept.Dispose();
    }

    [Fact]
    public void What_is_detached_outlives_all_scopes()
    {
        var before = Live;
        Tensor kept;
        using (NewDisposeScope())
        using (var inner = NewDisposeScope())
        {
            kept = ones(3).DetachFromDisposeScope();
            inner.Contains(kept).ShouldBeFalse();
        }

        kept.sum().item<float>().ShouldBe(3);
        kept.Dispose();
        Live.ShouldBe(before + 1, "the sum was made outside any scope and is not disposed");
    }

    [Fact]
    public void A_scope_can_adopt_a_tensor_made_outside()
    {
        var made = ones(3);
        using (var scope = NewDisposeScope())
            scope.Attach(made);

        made.IsInvalid.ShouldBeTrue();
    }

    [Fact]
    public void Everything_but_the_named_is_disposed_early()
    {
        using var scope = NewDisposeScope();
        var kept = ones(1);
        var dropped = ones(2);

        scope.DisposeEverythingBut(kept);

        dropped.IsInvalid.ShouldBeTrue();
        kept.IsInvalid.ShouldBeFalse();
        scope.DisposablesCount.ShouldBe(1);
    }

    [Fact]
    public void Scopes_may_end_in_another_order_than_they_began()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        var made = ones(1);

        outer.Dispose();
        made.IsInvalid.ShouldBeFalse();
        inner.Dispose();

        made.IsInvalid.ShouldBeTrue();
        CurrentDisposeScope.ShouldBeNull();
    }

    [Fact]
    public void A_scope_sees_nothing_of_other_threads()
    {
        using var scope = NewDisposeScope();
        Tensor? elsewhere = null;
        var thread = new Thread(() => elsewhere = ones(2));
        thread.Start();
        thread.Join();

        scope.DisposablesCount.ShouldBe(0);
        elsewhere!.Dispose();
    }

    [Fact]
    public void A_parameter_takes_the_place_of_its_data_in_the_scope()
    {
        using var scope = NewDisposeScope();
        var data = ones(2);

        var parameter = nn.Parameter(data);

        data.IsInvalid.ShouldBeTrue();
        scope.Contains(parameter).ShouldBeTrue();
        scope.DisposablesCount.ShouldBe(1);
    }

    [Fact]
    public void A_used_scope_is_refused()
    {
        var scope = NewDisposeScope();
        scope.Dispose();

        Should.Throw<ObjectDisposedException>(() => scope.DisposablesCount);
        Should.NotThrow(scope.Dispose);
    }
}
