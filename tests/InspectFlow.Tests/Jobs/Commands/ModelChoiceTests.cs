using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Model;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Commands;

public sealed class ModelChoiceTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Nothing_said_changes_nothing()
    {
        var line = Line("""{ "name": "a", "model": { "family": "realnvp" } }""");
        Apply(line).ShouldBe(line);
    }

    [Fact]
    public void The_feature_family_looks_at_pictures_in_their_own_size_unless_the_line_names_one()
    {
        var own = Apply(Line("""{ "name": "a" }"""), "--family", "feature");
        (own.Model.Family, own.HasAutomaticSize, own.Preprocessing.Width).ShouldBe((FlowArchitecture.Feature, true, 256));
        var named = Apply(Line("""{ "name": "a", "preprocessing": { "width": 64, "height": 96 } }"""), "--family", "feature");
        (named.HasAutomaticSize, named.Preprocessing.Height, named.Preprocessing.Width).ShouldBe((false, 96, 64));
    }

    [Fact]
    public void Another_family_than_feature_does_not_inherit_its_size()
    {
        var line = Apply(Line("""{ "name": "a", "model": { "family": "feature" } }"""), "--family", "glow");
        (line.HasAutomaticSize, line.Preprocessing.Height, line.Preprocessing.Width).ShouldBe((false, 64, 64));
    }

    [Fact]
    public void A_backbone_alone_chooses_the_feature_family()
    {
        var line = Apply(Line("""{ "name": "a" }"""), "--backbone", "net.safetensors");
        line.Model.Family.ShouldBe(FlowArchitecture.Feature);
        line.Model.Backbone.ShouldBe(Path.GetFullPath("net.safetensors"));
        line.HasAutomaticSize.ShouldBeTrue();
    }

    [Fact]
    public void A_family_named_on_the_command_line_leaves_the_backbone_of_the_line_behind()
    {
        var line = Apply(Line("""{ "name": "a", "model": { "backbone": "net.safetensors" } }"""), "--family", "glow");
        (line.Model.Backbone, line.HasDefaultFamily).ShouldBe((null, false));
    }

    [Fact]
    public void A_backbone_for_another_family_is_bad_usage() =>
        Should.Throw<UsageException>(() => Apply(Line("""{ "name": "a" }"""), "--backbone", "net.safetensors", "--family", "glow"))
            .Message.ShouldBe("--backbone goes with the feature family, not with glow; leave one of them out.");

    [Fact]
    public void A_family_that_is_none_or_does_not_go_with_the_line_is_refused()
    {
        var fault = Should.Throw<OptionsException>(() => Apply(Line("""{ "name": "a" }"""), "--family", "gloww"));
        fault.Errors.ShouldHaveSingleItem().Path.ShouldBe("$.model.family");
        fault.ConfigurationSource.ShouldBe("the command line with the line");
        Should.Throw<OptionsException>(() => Apply(Line("""{ "name": "a", "model": { "family": "glow" }, "preprocessing": { "width": 40, "height": 40 } }"""), "--family", "feature"))
            .Errors.Select(e => e.Path).ShouldBe(["$.preprocessing.width", "$.preprocessing.height"], ignoreOrder: true);
        Should.Throw<OptionsException>(() => Apply(Line("""{ "name": "a", "calibration": { "score": "peak" } }"""), "--family", "realnvp-dense"))
            .Errors.ShouldHaveSingleItem().Path.ShouldBe("$.calibration.score");
    }

    private LineDefinition Line(string json)
    {
        folder.Write("line.json", json);
        return LineDefinition.Load(folder.File("line.json"));
    }

    private static LineDefinition Apply(LineDefinition line, params string[] arguments)
    {
        var choice = new ModelChoice();
        var verb = new TestVerb();
        choice.AddTo(verb);
        return choice.Apply(verb.Parse(arguments), line);
    }

    private sealed class TestVerb() : Verb("test", "Test")
    {
        public override Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken) => Task.FromResult(ExitCode.Done);
    }
}
