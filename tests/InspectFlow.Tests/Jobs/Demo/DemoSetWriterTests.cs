using InspectFlow.Jobs.Demo;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Demo;

public sealed class DemoSetWriterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("inspectflow-demo-").FullName;

    private readonly DemoSetOptions options = new()
    {
        Seed = 2, TrainCount = 4, GoodCount = 7, DefectiveCount = 6, DuplicateCount = 3, Width = 64, Height = 48,
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_set_holds_what_was_asked_for_and_its_labels_say_so()
    {
        var calls = 0;
        var files = Write(folder, (_, all) =>
        {
            all.ShouldBe(17);
            Interlocked.Increment(ref calls);
        });
        calls.ShouldBe(17);
        Directory.GetFiles(files.TrainFolder).Length.ShouldBe(4);
        Directory.GetFiles(files.NightFolder).Length.ShouldBe(7 + 6 + 3 + 3);
        Directory.GetFiles(Path.Combine(folder, "test", "good")).Length.ShouldBe(7);
        Directory.GetFiles(Path.Combine(folder, "test", "scratch")).Length.ShouldBe(2);
        Directory.GetFiles(Path.Combine(folder, "test", "missing_hole")).Length.ShouldBe(1);
        File.Exists(Path.Combine(folder, "ground_truth", "scratch", "001_mask.png")).ShouldBeTrue();

        files.Labels.Count(label => Is(label.Label, "unreadable")).ShouldBe(3);
        files.Labels.Count(label => Is(label.Label, "defective")).ShouldBeGreaterThanOrEqualTo(7);
        File.ReadAllLines(files.LabelsFile)[1..].ShouldBe(files.Labels.Select(label => $"{label.Path},{label.Label},{label.Kind}"));
        files.Labels.Select(label => Path.Combine(folder, label.Path)).ShouldBe(Directory.GetFiles(files.NightFolder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_readable_files_are_pictures_of_one_size_and_the_duplicates_are_exact()
    {
        var files = Write(folder);
        var readable = files.Labels.Where(label => !Is(label.Label, "unreadable")).Select(label => File.ReadAllBytes(Path.Combine(folder, label.Path))).ToArray();
        foreach (var bytes in readable)
        {
            using var image = Cv2.ImDecode(bytes, ImreadModes.Unchanged);
            (image.Width, image.Height, image.Channels()).ShouldBe((64, 48, 1));
        }

        readable.Select(Convert.ToHexString).Distinct(StringComparer.Ordinal).Count().ShouldBe(13);
        foreach (var label in files.Labels.Where(label => Is(label.Label, "unreadable") && !Is(label.Kind, "truncated")))
        {
            using var image = Decode(File.ReadAllBytes(Path.Combine(folder, label.Path)));
            image.Empty().ShouldBeTrue();
        }

        static Mat Decode(byte[] bytes) => bytes.Length == 0 ? new Mat() : Cv2.ImDecode(bytes, ImreadModes.Unchanged);
    }

    [Fact]
    public void The_same_options_write_the_same_files()
    {
        Write(Path.Combine(folder, "a"));
        Write(Path.Combine(folder, "b"));
        var a = Hashes(Path.Combine(folder, "a"));
        a.Length.ShouldBeGreaterThan(30);
        Hashes(Path.Combine(folder, "b")).ShouldBe(a);

        static string[] Hashes(string root) => [.. Directory.GetFiles(root, "*", SearchOption.AllDirectories)
            .Select(file => $"{Path.GetRelativePath(root, file)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}")
            .Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void The_night_lies_in_the_past_so_that_a_scan_takes_every_file()
    {
        var files = Write(folder);
        var limit = TimeProvider.System.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(9);
        Directory.GetFiles(files.NightFolder).ShouldAllBe(file => File.GetLastWriteTimeUtc(file) < limit);
    }

    [Fact]
    public void Options_out_of_range_and_a_cancelled_run_stop_the_writing()
    {
        Should.Throw<OptionsException>(() => new DemoSetWriter(new DemoSetOptions { TrainCount = 0 }, TimeProvider.System).Write(folder, null, default));
        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => new DemoSetWriter(options, TimeProvider.System).Write(folder, null, source.Token));
    }

    private static bool Is(string found, string word) => string.Equals(found, word, StringComparison.Ordinal);

    private DemoSetFiles Write(string root, Action<int, int>? progress = null) =>
        new DemoSetWriter(options, TimeProvider.System).Write(root, progress, default);
}
