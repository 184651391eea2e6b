using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model.Training;

/// <summary>What the select images decide.</summary>
public sealed partial class FlowTrainerTests
{
    [Fact]
    public void Select_images_without_a_finite_likelihood_leave_the_latest_average_and_a_notice()
    {
        using var flow = new ToyFlow(ToyImages.Architecture) { IsLost = true };
        using var without = new ToyFlow(ToyImages.Architecture);
        Train(without, Quick, ToyImages.Training(ToyImages.Architecture, select: 0));

        var summary = Train(flow, Quick, ToyImages.Training(ToyImages.Architecture));

        summary.SelectBitsPerDim.ShouldBeNull();
        summary.BestStep.ShouldBe(30);
        summary.Notice.ShouldNotBeNull().ShouldStartWith("No evaluation gave the select images a finite likelihood");
        flow.Bias.item<float>().ShouldBe(without.Bias.item<float>());
        flow.Bias.item<float>().ShouldNotBe(0);
    }
}
