using InspectFlow.Jobs.Commands;
using InspectFlow.Tests.Ingest;
using InspectFlow.Tests.TestDoubles;
using OpenCvSharp;
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
    public async Task What_a_training_would_begin_with_is_told_by_the_good_pictures()
    {
        var line = folder.Write("line.json", """{ "name": "casting", "goodImages": { "folders": ["good"] }, "device": "cpu" }""");
        WritePictures(12);
        (await RunAsync("--line", line)).ShouldBe(ExitCode.Failed);
        output.ToString().ShouldContain("FAIL  good pictures: 12");
        output.ToString().ShouldContain("20 different ones at the least");

        WritePictures(24);
        (await RunAsync("--line", line)).ShouldBe(ExitCode.Done, output.ToString());
        output.ToString().ShouldContain("warn  good pictures: 24, of which about 5 calibrate: thresholds up to the percentile 83.33, where review is at 99");
        output.ToString().ShouldContain("'train --folds 10'");
        output.ToString().ShouldContain("ok    training: feature at 192×160 pixels, gray, after the good pictures; 15 minutes");
        output.ToString().ShouldContain("\"width\": 192");
        output.ToString().ShouldContain("\"minutes\": 15");

        WritePictures(300);
        (await RunAsync("--line", line)).ShouldBe(ExitCode.Done, output.ToString());
        output.ToString().ShouldContain("ok    good pictures: 300, of which about 99 calibrate: thresholds up to the percentile 99");
    }

    [Fact]
    public async Task Pictures_of_formats_that_nobody_will_look_at_are_counted()
    {
        var line = folder.Write("line.json", """{ "name": "casting", "source": { "folder": "incoming" } }""");
        Directory.CreateDirectory(folder.File("incoming/b"));
        folder.Write("incoming/a.webp", "x");
        folder.Write("incoming/b/c.WEBP", "x");
        folder.Write("incoming/d.jp2", "x");
        folder.Write("incoming/notes.txt", "x");

        (await RunAsync("--line", line)).ShouldBe(ExitCode.Done, output.ToString());

        output.ToString().ShouldContain("where nobody will look at 1 .jp2, 2 .webp");
        output.ToString().ShouldContain("PNG, JPEG, BMP and TIFF files are read");
    }

    [Fact]
    public async Task A_missing_backbone_or_frame_fails()
    {
        var line = folder.Write("line.json", """{ "name": "casting", "model": { "backbone": "net.safetensors" }, "preprocessing": { "flatField": { "dark": "dark.png" } } }""");

        (await RunAsync("--line", line)).ShouldBe(ExitCode.Failed);

        output.ToString().ShouldContain($"FAIL  backbone: {folder.File("net.safetensors")} does not exist");
        output.ToString().ShouldContain($"FAIL  flat field's dark frame: {folder.File("dark.png")} does not exist");
    }

    [Fact]
    public async Task Too_few_good_pictures_are_a_failure_that_says_how_many_are_needed()
    {
        var line = folder.Write("line.json", """{ "name": "casting", "goodImages": { "folders": ["good"] }, "training": { "steps": 7 } }""");
        Directory.CreateDirectory(folder.File("good"));
        (await RunAsync("--line", line)).ShouldBe(ExitCode.Failed);
        output.ToString().ShouldContain("FAIL  good pictures: none");
        output.ToString().ShouldContain(folder.File("good"));
        WritePictures(9);
        (await RunAsync("--line", line)).ShouldBe(ExitCode.Failed);
        output.ToString().ShouldContain("FAIL  good pictures: 9");
        output.ToString().ShouldContain("Training asks for 20 different ones at the least");
        output.ToString().ShouldContain("; 7 steps");
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

    [Fact]
    public async Task A_device_that_is_not_there_is_a_finding_and_the_rest_is_told_all_the_same()
    {
        var line = folder.Write("line.json", """{ "name": "casting", "goodImages": { "folders": ["good"] }, "device": "cuda:99" }""");
        WritePictures(12);
        (await RunAsync("--line", line)).ShouldBe(ExitCode.Failed);
        output.ToString().ShouldContain("FAIL  device: ");
        output.ToString().ShouldContain("ok    training: feature at 192×160 pixels, gray, after the good pictures; as long as its device is given");
    }

    private void WritePictures(int count)
    {
        using var picture = new Mat(160, 200, MatType.CV_8UC1, Scalar.All(90));
        var bytes = TestImages.Encode(picture, ".png");
        Directory.CreateDirectory(folder.File("good"));
        for (var i = 0; i < count; i++)
        {
            File.WriteAllBytes(folder.File($"good/{i}.png"), bytes);
        }
    }

    private Task<int> RunAsync(params string[] args) => CommandLine.RunAsync(
        ["doctor", .. args], [new DoctorVerb()], new(output, output, ErrorIsTerminal: false, TimeProvider.System), CancellationToken.None);
}
