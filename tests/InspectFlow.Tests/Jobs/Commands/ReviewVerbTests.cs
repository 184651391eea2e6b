using System.Globalization;
using InspectFlow.Jobs.Commands;
using InspectFlow.Reporting.Storage;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Commands;

public sealed class ReviewVerbTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();
    private readonly FakeClock clock = new(DateTimeOffset.Parse("2026-06-10T08:00:00Z", CultureInfo.InvariantCulture));

    [Fact]
    public async Task The_page_answers_until_it_is_stopped()
    {
        Store();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var lines = new Announcement();
        var running = CommandLine.RunAsync(
            ["review", "--line", Line("a"), Line("b"), "--urls", "http://127.0.0.1:0"], Verbs.All(), new(lines, error, ErrorIsTerminal: false, clock), stop.Token);
        var address = await lines.Address.Task.WaitAsync(stop.Token);

        using var client = new HttpClient();
        var html = await client.GetStringAsync(new Uri(address), stop.Token);
        html.ShouldContain("<option value=\"a\"");
        html.ShouldContain("<option value=\"b\"");

        await stop.CancelAsync();
        (await running).ShouldBe(ExitCode.Done);
        await Should.ThrowAsync<HttpRequestException>(() => client.GetStringAsync(new Uri(address)));
    }

    [Fact]
    public async Task Without_a_database_it_says_what_to_run_and_makes_none()
    {
        (await RunAsync("--line", Line("a"))).ShouldBe(ExitCode.Usage);

        error.ToString().ShouldContain("inspectflow scan --line");
        File.Exists(folder.File("inspectflow.db")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{ "name": "b", "database": "other.db" }""", "other.db")]
    [InlineData("""{ "name": "b", "review": { "accessTokenFile": "token" } }""", "One page has one door")]
    [InlineData("""{ "name": "a" }""", "both define the line a")]
    public async Task Lines_that_cannot_be_reviewed_together_are_named(string second, string reason)
    {
        Store();
        var other = folder.Write("second.json", second);

        (await RunAsync("--line", Line("a"), other)).ShouldBe(ExitCode.Usage);

        error.ToString().ShouldContain(reason);
        error.ToString().ShouldContain(other);
    }

    [Theory]
    [InlineData("""{ "name": "a" }""", "no access token")]
    [InlineData("""{ "name": "a", "review": { "accessTokenFile": "missing.token" } }""", "missing.token")]
    [InlineData("""{ "name": "a", "review": { "accessTokenFile": "short.token" } }""", "at least 20")]
    [InlineData("""{ "name": "a", "review": { "accessTokenFile": "empty.token" } }""", "is empty")]
    public async Task Other_machines_are_kept_out_until_there_is_a_good_token(string definition, string reason)
    {
        Store();
        folder.Write("short.token", "1234\n");
        folder.Write("empty.token", "\n");

        (await RunAsync("--line", folder.Write("line.json", definition), "--urls", "http://0.0.0.0:0")).ShouldBe(ExitCode.Usage);

        error.ToString().ShouldContain(reason);
        error.ToString().ShouldContain("openssl rand -hex 32");
    }

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
        error.Dispose();
    }

    private void Store() => InspectionStore.Open(folder.File("inspectflow.db"), clock).Dispose();

    private string Line(string name) => folder.Write($"{name}.json", $$"""{ "name": "{{name}}" }""");

    private Task<int> RunAsync(params string[] arguments) => CommandLine.RunAsync(
        ["review", .. arguments], Verbs.All(), new(output, error, ErrorIsTerminal: false, clock), CancellationToken.None);

    /// <summary>Waits for the line that tells the address.</summary>
    private sealed class Announcement : StringWriter
    {
        public TaskCompletionSource<string> Address { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task WriteLineAsync(string? value)
        {
            if (value?.StartsWith("review ", StringComparison.Ordinal) == true)
            {
                Address.TrySetResult(value.Split(' ')[^1]);
            }

            return base.WriteLineAsync(value);
        }
    }
}
