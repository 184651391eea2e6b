using InspectFlow.Jobs.Commands;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Doctor;

public sealed class DoctorVerbTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly StringWriter output = new();

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
    }

    [Fact]
    public async Task A_sound_installation_passes_and_says_what_it_is()
    {
        (await RunAsync()).ShouldBe(ExitCode.Done, output.ToString());
        output.ToString().ShouldContain("ok    bindings: ");
        output.ToString().ShouldContain("ok    OpenCV: ");
        output.ToString().ShouldContain("ok    pictures: ");
        output.ToString().ShouldContain("ok    torch: ");
        output.ToString().ShouldContain("ok    convolution on cpu: right");
    }

    [Fact]
    public async Task A_lines_settings_are_shown_with_their_defaults_and_a_missing_folder_fails()
    {
        var path = folder.Write("line.json", """{ "name": "casting", "source": { "folder": "incoming" } }""");
        (await RunAsync("--line", path, "--threads", "1")).ShouldBe(ExitCode.Failed);
        output.ToString().ShouldContain($"FAIL  source: {folder.File("incoming")} does not exist");
        output.ToString().ShouldContain("\"maxFailureRatio\": 0.1");
        output.ToString().ShouldContain("\"threads\": 1");
        File.Exists(folder.File("inspectflow.db")).ShouldBeFalse("looking makes nothing");
    }

    [Fact]
    public async Task A_file_that_is_no_database_and_a_faulty_definition_are_findings()
    {
        folder.Write("inspectflow.db", "this is not a database, however long it may go on about it");
        (await RunAsync("--line", folder.Write("line.json", """{ "name": "casting" }"""))).ShouldBe(ExitCode.Failed);
        output.ToString().ShouldContain("FAIL  database: ");
        (await RunAsync("--line", folder.Write("bad.json", "{"))).ShouldBe(ExitCode.Failed);
        output.ToString().ShouldContain("FAIL  line: ");
    }

    private Task<int> RunAsync(params string[] args) => CommandLine.RunAsync(
        ["doctor", .. args], [new DoctorVerb()], new(output, output, ErrorIsTerminal: false, TimeProvider.System), CancellationToken.None);
}
