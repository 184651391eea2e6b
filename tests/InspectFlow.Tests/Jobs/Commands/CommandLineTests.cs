using System.Globalization;
using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Scheduling;
using InspectFlow.Tests.Jobs.Scheduling;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();
    private readonly FakeClock clock = new(DateTimeOffset.Parse("2026-06-10T08:00:00Z", CultureInfo.InvariantCulture));
    private readonly RecordingRunner runner = new();

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public async Task A_verb_that_does_not_exist_is_bad_usage()
    {
        (await RunAsync("scna")).ShouldBe(ExitCode.Usage);
        error.ToString().ShouldContain("scna");
        error.ToString().ShouldContain("'inspectflow --help' tells more.");
    }

    [Fact]
    public async Task An_option_that_is_missing_or_of_the_wrong_form_is_bad_usage()
    {
        (await RunAsync("serve")).ShouldBe(ExitCode.Usage);
        error.ToString().ShouldContain("--line");
        (await RunAsync("test", "--threads", "many")).ShouldBe(ExitCode.Usage);
        error.ToString().ShouldContain("--threads takes a whole number from 0 to 1024, not 'many'.");
        (await RunAsync("test", "--device", "gpu")).ShouldBe(ExitCode.Usage);
        error.ToString().ShouldContain("not 'gpu'");
    }

    [Fact]
    public async Task Help_lists_the_verbs_and_is_no_failure()
    {
        (await RunAsync("--help")).ShouldBe(ExitCode.Done);
        output.ToString().ShouldContain("serve");
        output.ToString().ShouldContain("doctor");
    }

    [Fact]
    public async Task Nothing_at_all_shows_the_help_and_is_bad_usage()
    {
        (await RunAsync()).ShouldBe(ExitCode.Usage);
        output.ToString().ShouldContain("serve");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fault_of_the_installation_is_told_without_a_stack_unless_details_are_wanted(bool verbose)
    {
        var code = await RunAsync(["test", .. verbose ? ["--verbose"] : Array.Empty<string>()], _ => throw new UsageException("no such thing"));
        code.ShouldBe(ExitCode.Usage);
        error.ToString().ShouldContain("no such thing");
        error.ToString().Contains("   at ", StringComparison.Ordinal).ShouldBe(verbose);
    }

    [Fact]
    public async Task A_defect_is_called_one_and_shows_its_stack()
    {
        (await RunAsync(["test"], _ => throw new InvalidOperationException("index out of order"))).ShouldBe(ExitCode.Failed);
        error.ToString().ShouldStartWith("index out of order\nThis is a defect of InspectFlow");
        error.ToString().ShouldContain("   at ");
    }

    [Fact]
    public async Task A_stop_gives_the_shells_code_for_it()
    {
        using var stop = new CancellationTokenSource();
        var code = await RunAsync(
            ["test"],
            async token =>
            {
                await stop.CancelAsync();
                token.ThrowIfCancellationRequested();
                return ExitCode.Done;
            },
            stop.Token);
        code.ShouldBe(ExitCode.Stopped);
    }

    [Fact]
    public async Task A_line_that_is_faulty_is_bad_configuration_and_names_its_file()
    {
        var path = folder.Write("line.json", """{ "name": "X" }""");
        (await RunAsync("serve", "--once", "--line", path)).ShouldBe(ExitCode.Usage);
        error.ToString().ShouldContain($"{path} is not usable, 1 fault:");
    }

    [Fact]
    public async Task Serving_once_runs_what_is_due_and_nothing_the_second_time()
    {
        var path = Scheduled("a");
        (await RunAsync("serve", "--once", "--line", path)).ShouldBe(ExitCode.Done);
        runner.Runs.Select(r => r.Job).ShouldBe([JobKind.Scan, JobKind.Report]);
        (await RunAsync("serve", "--once", "--line", path)).ShouldBe(ExitCode.Done);
        runner.Runs.Count.ShouldBe(2);
        output.ToString().ShouldContain("Nothing is due.");
    }

    [Fact]
    public async Task Serving_once_tells_the_outcome_most_in_need_of_attention()
    {
        runner.Work = (key, _) => Task.FromResult(
            string.Equals(key.Line, "b", StringComparison.Ordinal) ? JobOutcome.Failed : JobOutcome.DoneWithFailedImages);
        (await RunAsync("serve", "--once", "--line", Scheduled("a"))).ShouldBe(ExitCode.DoneWithFailedImages);
        (await RunAsync("serve", "--once", "--line", Scheduled("a"), "--line", Scheduled("b"))).ShouldBe(ExitCode.Failed);
    }

    [Fact]
    public async Task A_line_without_a_schedule_cannot_be_served()
    {
        (await RunAsync("serve", "--line", folder.Write("plain.json", """{ "name": "plain" }"""))).ShouldBe(ExitCode.Usage);
        error.ToString().ShouldContain("the line plain has no scheduled job");
    }

    [Fact]
    public async Task Of_several_lines_the_faults_of_all_files_are_told_at_once()
    {
        var (name, absent) = (folder.Write("name.json", """{ "name": "X" }"""), folder.File("absent.json"));
        (await RunAsync("serve", "--line", name, Scheduled("a"), absent)).ShouldBe(ExitCode.Usage);
        error.ToString().ShouldContain($"{name} is not usable, 1 fault:");
        error.ToString().ShouldContain($"{absent}: ");
    }

    [Fact]
    public async Task A_line_is_not_served_twice()
    {
        (await RunAsync("serve", "--line", Scheduled("a"), Scheduled("a"))).ShouldBe(ExitCode.Usage);
        error.ToString().ShouldContain("both define the line a");
    }

    [Fact]
    public async Task A_service_that_is_stopped_while_idle_has_done_its_work()
    {
        using var stop = new CancellationTokenSource();
        var service = RunAsync(["serve", "--line", Scheduled("a")], NoWork, stop.Token);
        await runner.NextAsync();
        await runner.NextAsync();
        await stop.CancelAsync();
        (await service).ShouldBe(ExitCode.Done);
    }

    private static Task<int> NoWork(CancellationToken cancellationToken) => Task.FromResult(ExitCode.Done);

    private string Scheduled(string name) => folder.Write($"{name}.json", $$"""
        { "name": "{{name}}", "schedule": { "timeZone": "Europe/Berlin", "scan": { "cron": "30 2 * * *" }, "report": { "cron": "0 6 * * *" } } }
        """);

    private Task<int> RunAsync(params string[] args) => RunAsync(args, NoWork);

    private Task<int> RunAsync(string[] args, Func<CancellationToken, Task<int>> work, CancellationToken cancellationToken = default) =>
        CommandLine.RunAsync(
            args,
            [new TestVerb(work), new ServeVerb(_ => runner, _ => runner), new DoctorVerb()],
            new(output, error, ErrorIsTerminal: false, clock),
            cancellationToken);

    private sealed class TestVerb(Func<CancellationToken, Task<int>> work) : Verb("test", "Does what the test says")
    {
        public override Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken) => work(cancellationToken);
    }
}
