using InspectFlow.Model;
using InspectFlow.Tests.Ingest;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model.Inference;

[Collection(nameof(Alone))] // The number of threads is the process's too.
public sealed class ThreadBudgetTests
{
    [Theory]
    [InlineData(1, false, 1, 1)]
    [InlineData(2, false, 2, 2)]
    [InlineData(16, false, 16, 16)]
    [InlineData(1, true, 1, 1)]
    [InlineData(16, true, 1, 15)]
    public void Cores_are_shared_between_the_flow_and_decoding(int cores, bool isOnAccelerator, int torch, int decoding) =>
        ThreadBudget.Share(cores, isOnAccelerator).ShouldBe(new ThreadBudget(torch, decoding));

    [Fact]
    public void The_width_of_torch_can_be_set_again_and_again()
    {
        var before = TorchSharp.torch.get_num_threads();
        ThreadBudget.Apply(1);
        TorchSharp.torch.get_num_threads().ShouldBe(1);
        ThreadBudget.Apply(2);
        TorchSharp.torch.get_num_threads().ShouldBe(2);
        ThreadBudget.Apply(before);
    }

    [Fact]
    public async Task A_thread_that_has_not_worked_yet_keeps_its_width_when_another_sets_its_own()
    {
        var before = TorchSharp.torch.get_num_threads();
        using (var crew = new TorchCrew(1, "test"))
        {
            // Its thread has set its width once it takes work; torch is first asked to do any afterwards.
            await crew.Start(_ => { });
            ThreadBudget.Apply(3);
            var width = 0;
            await crew.Start(_ => width = TorchSharp.torch.get_num_threads());
            width.ShouldBe(1);
        }

        ThreadBudget.Apply(before);
    }
}
