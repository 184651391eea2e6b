using InspectFlow.Model;
using Shouldly;
using TorchSharp;
using Xunit;

namespace InspectFlow.Tests.Model.Training;

public sealed class TrainingOptionsTests
{
    [Fact]
    public void A_processor_trains_for_15_minutes_and_an_accelerator_for_3_where_none_are_named()
    {
        new TrainingOptions().On(DeviceType.CPU).Minutes.ShouldBe(15);
        new TrainingOptions().On(DeviceType.CUDA).Minutes.ShouldBe(3);
        new TrainingOptions().TotalMinutes().ShouldBe(15);
    }

    [Fact]
    public void Named_minutes_hold_on_every_device()
    {
        var options = new TrainingOptions { Minutes = 40 };

        options.On(DeviceType.CPU).ShouldBe(options);
        options.On(DeviceType.CUDA).TotalMinutes().ShouldBe(40);
    }

    [Theory]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    public void One_limit_holds_for_the_time_of_all_kinds_of_training_so_that_none_fails_after_another_s_work(double minutes, bool isAllowed)
    {
        Func<object>[] makes =
        [
            () => new FlowTrainer(new() { Minutes = minutes }, TimeProvider.System),
            () => new FeatureTrainer(new() { Minutes = minutes }, TimeProvider.System, 1),
            () => new LearnedEncoderTrainer(new() { Minutes = minutes }, TimeProvider.System),
            () => new MapFlowTrainer(new() { Minutes = minutes }, TimeProvider.System),
        ];
        foreach (var make in makes)
        {
            if (isAllowed)
            {
                make().ShouldNotBeNull();
            }
            else
            {
                Should.Throw<OptionsException>(() => make()).Errors.ShouldHaveSingleItem().Path.ShouldBe("$.minutes");
            }
        }
    }
}
