using InspectFlow.Model;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model.Training;

public sealed class ScheduleTests
{
    private static readonly TrainingOptions Options =
        new() { LearningRate = 1, WarmUpSteps = 10, FinalLearningRateShare = 0.1 };

    [Fact]
    public void The_learning_rate_rises_linearly_and_falls_along_a_cosine_to_its_floor()
    {
        LearningRateSchedule.At(Options, 0, 210).ShouldBe(0.1, 1e-12);
        LearningRateSchedule.At(Options, 9, 210).ShouldBe(1, 1e-12);
        LearningRateSchedule.At(Options, 10, 210).ShouldBe(1, 1e-12);
        LearningRateSchedule.At(Options, 110, 210).ShouldBe(0.55, 1e-12);
        LearningRateSchedule.At(Options, 210, 210).ShouldBe(0.1, 1e-12);
    }

    [Theory]
    [InlineData(5, 10)]
    [InlineData(300, 30)]
    [InlineData(3000, 50)]
    public void A_short_run_warms_up_over_a_tenth_of_its_steps_but_never_in_fewer_than_ten(int steps, int warmUp)
    {
        var options = Options with { WarmUpSteps = 50 };
        LearningRateSchedule.At(options, 0, steps).ShouldBe(1.0 / warmUp, 1e-12);
        LearningRateSchedule.At(options, warmUp - 1, steps).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void The_rate_stays_at_its_peak_until_the_steps_are_known() =>
        LearningRateSchedule.At(Options, 5000, null).ShouldBe(1, 1e-12);

    [Fact]
    public void Every_epoch_shows_every_image_once_in_another_order()
    {
        var order = new EpochOrder(seed: 3, count: 10);
        var shown = Enumerable.Range(0, 10).SelectMany(step => order.Batch(step, 4)).ToArray();
        foreach (var epoch in shown.Chunk(10))
        {
            epoch.Order().ShouldBe(Enumerable.Range(0, 10));
        }

        shown[..10].ShouldNotBe(shown[10..20]);
        new EpochOrder(seed: 3, count: 10).Batch(6, 4).ShouldBe(shown[24..28]);
    }

    [Fact]
    public void A_batch_may_be_larger_than_the_set() =>
        new EpochOrder(seed: 1, count: 3).Batch(0, 7).Distinct().Order().ShouldBe([0, 1, 2]);
}
