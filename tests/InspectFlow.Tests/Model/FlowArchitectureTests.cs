using System.Text.Json;
using InspectFlow.Model;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model;

public sealed class FlowArchitectureTests
{
    [Fact]
    public void The_defaults_are_usable() => OptionsValidator.Check(new FlowArchitecture()).ShouldBeEmpty();

    [Fact]
    public void A_size_that_cannot_be_halved_often_enough_is_refused_with_the_nearest_that_can()
    {
        var errors = OptionsValidator.Check(new FlowArchitecture { Levels = 3, Height = 100, Width = 64 });
        errors.ShouldBe(
        [
            new OptionsError(
                "$.height", "100 is not a multiple of 8, which 3 levels of glow need; use 96 or 104, or fewer levels."),
        ]);
    }

    [Fact]
    public void A_size_below_the_least_is_refused_with_the_least()
    {
        var errors = OptionsValidator.Check(new FlowArchitecture { Levels = 4, Height = 8, Width = 16 });
        errors.Single().Message.ShouldBe("8 is not a multiple of 16, which 4 levels of glow need; use 16, or fewer levels.");
    }

    [Fact]
    public void The_last_scale_of_realnvp_is_not_halved()
    {
        var architecture = new FlowArchitecture { Family = FlowArchitecture.RealNvp, Levels = 3, Height = 12, Width = 20 };
        OptionsValidator.Check(architecture).ShouldBeEmpty();
    }

    [Fact]
    public void A_flattened_image_may_have_any_size() => OptionsValidator.Check(
        new FlowArchitecture { Family = FlowArchitecture.RealNvpDense, Height = 7, Width = 13 }).ShouldBeEmpty();

    [Fact]
    public void A_family_that_does_not_exist_is_refused() =>
        OptionsValidator.Check(new FlowArchitecture { Family = "iresnet" }).Single().Path.ShouldBe("$.family");

    [Fact]
    public void A_flow_with_faults_is_not_built()
    {
        var error = Should.Throw<OptionsException>(
            () => FlowFactory.Create(new FlowArchitecture { Height = 30, Width = 30 }, 1));
        error.Errors.Select(e => e.Path).ShouldBe(["$.height", "$.width"]);
    }

    [Fact]
    public void It_survives_JSON()
    {
        var architecture = new FlowArchitecture { Family = FlowArchitecture.RealNvp, Levels = 2, LogitAlpha = 0.01 };
        var json = JsonSerializer.Serialize(architecture, JsonSerializerOptions.Web);
        json.ShouldNotContain("dimensions");
        JsonSerializer.Deserialize<FlowArchitecture>(json, JsonSerializerOptions.Web).ShouldBe(architecture);
    }
}
