using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Demo;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

/// <summary>A line that leaves family and size to the product gets what its own painted defects say.</summary>
public sealed class ModelTrialsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Family_and_size_are_chosen_by_trial_said_and_kept_and_the_scan_follows_the_choice()
    {
        Draw();

        var (code, trained) = await Run("train");

        // With so few steps either may win; what is compared and that the choice is in force is what counts here.
        code.ShouldBe(ExitCode.Done, trained);
        var compared = trained.Split('\n').Single(l => l.StartsWith("compared", StringComparison.Ordinal));
        foreach (var name in new[] { "feature at 256×256 0.", "feature at 128×128 0.", "glow at 96×96 0." })
        {
            compared.ShouldContain(name);
        }

        using var session = LineSession.Open(InspectFlow.Jobs.Definitions.LineDefinition.Load(folder.File("line.json")), TimeProvider.System);
        var architecture = InForce.Load(session).Bundle.Metadata.Architecture;
        compared.ShouldContain(FormattableString.Invariant($"compared     {architecture.Family} at {architecture.Width}×{architecture.Height} 0."));
        Files("*.safetensors").ShouldHaveSingleItem("what was not chosen is gone");
        Files("*.checkpoint").ShouldBeEmpty();
        (await Run("models")).Output.ShouldContain($"{architecture.Family} at {architecture.Width}×{architecture.Height} 0.");

        var (scanned, output) = await Run("scan");
        scanned.ShouldBe(ExitCode.DoneWithFailedImages, output);
        session.Store.ReadScores(session.Store.LastDecidingRun(session.Record.Id, "scan")!.Id).Count().ShouldBe(6);
    }

    [Fact]
    public async Task A_form_that_cannot_be_tried_is_said_and_what_was_learned_is_kept()
    {
        Draw();
        var (good, away) = (folder.File("images/train/good"), folder.File("away"));

        // The good pictures are not there while the last form wants to read them.
        var (code, trained) = await Run("train", line =>
        {
            if (line.Contains("trying feature at 128×128", StringComparison.Ordinal))
            {
                Directory.Move(good, away);
            }
            else if (line.Contains("trying glow", StringComparison.Ordinal))
            {
                Directory.Move(away, good);
            }
        });

        code.ShouldBe(ExitCode.Done, trained);
        trained.Split('\n').Single(l => l.StartsWith("compared", StringComparison.Ordinal)).ShouldContain("glow at 96×96 could not be tried: ");
        Files("*.safetensors").ShouldHaveSingleItem();
        Files("*.checkpoint").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_training_stopped_while_another_form_is_tried_goes_on_from_the_network_that_it_had()
    {
        Draw();
        using var stop = new CancellationTokenSource();

        var (stopped, first) = await Run(
            "train",
            line =>
            {
                if (line.Contains("trying feature at 128×128", StringComparison.Ordinal))
                {
                    stop.Cancel();
                }
            },
            stop.Token);

        stopped.ShouldBe(ExitCode.Stopped, first);
        first.ShouldContain("training: 4 steps");
        Files("*.safetensors").ShouldBeEmpty();
        Files("*.checkpoint").ShouldNotBeEmpty();

        var (code, second) = await Run("train");
        code.ShouldBe(ExitCode.Done, second);
        second.ShouldNotContain("training: 4 steps"); // The network has learned already.
        Files("*.safetensors").ShouldHaveSingleItem();
        Files("*.checkpoint").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_training_stopped_while_it_calibrates_goes_on_from_the_network_that_it_had()
    {
        Draw();
        folder.Write("line.json", File.ReadAllText(folder.File("line.json")).Replace(
            "\"training\"", "\"preprocessing\": { \"width\": 128, \"height\": 128 }, \"model\": { \"family\": \"feature\" }, \"training\"", StringComparison.Ordinal));
        using var stop = new CancellationTokenSource();

        // That is said once the model is stored.
        var (stopped, first) = await Run(
            "train",
            line =>
            {
                if (line.Contains("training: 4 steps", StringComparison.Ordinal))
                {
                    stop.Cancel();
                }
            },
            stop.Token);

        stopped.ShouldBe(ExitCode.Stopped, first);
        Files("*.checkpoint").ShouldNotBeEmpty();

        var (code, second) = await Run("train");
        code.ShouldBe(ExitCode.Done, second);
        second.ShouldNotContain("training: 4 steps"); // The network has learned already.
        second.ShouldContain("threshold");
        Files("*.checkpoint").ShouldBeEmpty();
    }

    private void Draw()
    {
        new DemoSetWriter(
            new DemoSetOptions { TrainCount = 28, GoodCount = 4, DefectiveCount = 2, DuplicateCount = 0, Width = 256, Height = 256 },
            TimeProvider.System).Write(folder.File("images"), null, CancellationToken.None);
        folder.Write("line.json", """
            {
              "name": "parts",
              "source": { "folder": "images/night" },
              "goodImages": { "folders": ["images/train/good"], "grouping": { "nearDuplicates": null } },
              "training": { "steps": 4 },
              "calibration": { "percentiles": { "review": 75 } }
            }
            """);
    }

    private List<string> Files(string pattern) => [.. Directory.EnumerateFiles(folder.Path, pattern, SearchOption.AllDirectories)];

    private Task<(int Code, string Output)> Run(string verb) =>
        Plant.RunAsync(CancellationToken.None, verb, "--line", folder.File("line.json"));

    private Task<(int Code, string Output)> Run(string verb, Action<string> watch, CancellationToken cancellationToken = default) =>
        Plant.RunAsync(watch, cancellationToken, verb, "--line", folder.File("line.json"));
}
