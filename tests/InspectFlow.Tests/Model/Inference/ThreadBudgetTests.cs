using InspectFlow.Model;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model.Inference;

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
        ThreadBudget.Apply(1);
        TorchSharp.torch.get_num_threads().ShouldBe(1);
        ThreadBudget.Apply(2);
        TorchSharp.torch.get_num_threads().ShouldBe(2);
    }
}
