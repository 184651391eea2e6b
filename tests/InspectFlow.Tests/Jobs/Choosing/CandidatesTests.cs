using InspectFlow.Ingest;
using InspectFlow.Jobs.Choosing;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Model;
using InspectFlow.Tests.Ingest;
using InspectFlow.Tests.TestDoubles;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Choosing;

public sealed class CandidatesTests : IDisposable
{
    private static readonly TrainingOptions Long = new() { Minutes = 15 };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Aligned_parts_are_tried_at_half_the_size_and_by_a_flow_over_pixels()
    {
        var line = Line();

        var candidates = Candidates.Beside(line, await Images(line, aligned: true), Split(16), Long);

        candidates.Select(c => c.Name).ShouldBe(["feature at 160×128", "glow at 112×80"]);
        candidates.Sum(c => c.TimeShare).ShouldBeLessThan(0.2, "the first model needs the time");
        candidates.ShouldAllBe(c => OptionsValidator.Check(c.Line).Count == 0);
    }

    [Fact]
    public async Task Parts_that_lie_anyhow_are_not_tried_by_a_flow_over_pixels()
    {
        var line = Line();

        Candidates.Beside(line, await Images(line, aligned: false), Split(16), Long).Select(c => c.Name).ShouldBe(["feature at 160×128"]);
    }

    [Fact]
    public async Task What_a_line_names_is_not_put_to_the_test()
    {
        var line = Line();
        var images = await Images(line, aligned: true);

        Names(line with { HasAutomaticSize = false }).ShouldBeEmpty();
        Names(line with { HasDefaultFamily = false }).ShouldBe(["feature at 160×128"]);
        Names(line with { Model = line.Model with { Backbone = "resnet.safetensors" } }).ShouldBe(["feature at 160×128"]);
        Names(line with { Model = line.Model with { Painted = false } }).ShouldBe(["glow at 112×80"]);
        Names(line with { Preprocessing = line.Preprocessing with { Width = 224 } }).ShouldBe(["glow at 96×96"]);

        IEnumerable<string> Names(LineDefinition other) => Candidates.Beside(other, images, Split(16), Long).Select(c => c.Name);
    }

    [Fact]
    public async Task A_short_training_tries_nothing_and_one_by_steps_does_whatever_the_time()
    {
        var line = Line();
        var images = await Images(line, aligned: true);

        Candidates.Beside(line, images, Split(16), Long with { Minutes = 4 }).ShouldBeEmpty();
        Candidates.Beside(line, images, Split(16), Long with { Minutes = 1, Steps = 10 }).Count.ShouldBe(2);

        // Where an accelerator needs a fifth of the time, so do the trials.
        Candidates.Beside(line, images, Split(16), Long with { Minutes = 1 }, usualMinutes: 3).Count.ShouldBe(2);
        Candidates.Beside(line, images, Split(16), Long with { Minutes = 0.9 }, usualMinutes: 3).ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_large_pictures_leave_no_time_for_trying_and_without_select_images_there_is_nothing_to_try_on()
    {
        var line = Line();
        var images = await Images(line, aligned: true);

        // 82 thousand pixels each.
        Candidates.Beside(line, images, Split(2000), Long).Count.ShouldBe(2);
        Candidates.Beside(line, images, Split(2400), Long).ShouldBeEmpty();
        Candidates.Beside(line, images, Split(2400), Long with { Minutes = 30 }).Count.ShouldBe(2);
        Candidates.Beside(line, images, Split(16) with { Select = [] }, Long).ShouldBeEmpty();
    }

    [Fact]
    public async Task Half_the_size_takes_a_quarter_of_the_time_of_as_many_pictures()
    {
        var line = Line();

        // 20 fitted, 8 selected; scored are 8 for references, 6 × 8, 6 × 4 and 4 for the trials and 2 × 4 to calibrate.
        var split = Split(20) with { Select = Entries(8), Calibrate = Entries(4) };
        Candidates.Beside(line, await Images(line, aligned: true), split, Long)[0].Pictures.ShouldBe((20 + 8 + 8 + 48 + 24 + 4 + 8) / 4);
    }

    private static SplitManifest Split(int fit) => new(1, Entries(fit), Entries(1), Entries(1), []);

    private static List<SplitEntry> Entries(int count) => [.. Enumerable.Range(0, count).Select(i => new SplitEntry($"{i}.png", "00", "00"))];

    private LineDefinition Line()
    {
        folder.Write("line.json", """{ "name": "a", "goodImages": { "folders": ["good"] } }""");
        var line = LineDefinition.Load(folder.File("line.json"));
        return line with { Preprocessing = line.Preprocessing with { Width = 320, Height = 256 } };
    }

    // Bright squares on dark ground: all in one place, or each in its own.
    private async Task<PreparedImageSet> Images(LineDefinition line, bool aligned)
    {
        Directory.CreateDirectory(folder.File("good"));
        for (var i = 0; i < 16; i++)
        {
            using var picture = new Mat(64, 80, MatType.CV_8UC1, Scalar.All(40 + i));
            using var part = picture.SubMat(aligned ? new Rect(20, 20, 24, 24) : new Rect(i % 4 * 20, i / 4 * 16, 16, 16));
            part.SetTo(Scalar.All(200));
            File.WriteAllBytes(folder.File($"good/{i}.png"), TestImages.Encode(picture, ".png"));
            File.SetLastWriteTimeUtc(folder.File($"good/{i}.png"), DateTime.UnixEpoch);
        }

        var files = new FolderSource(new FolderSourceOptions { Folder = folder.File("good") }, TimeProvider.System).List(_ => { }, CancellationToken.None);
        return await PreparedImageSet.LoadAsync(
            files, new BatchOptions(), line.Decoding, line.Preprocessing, 1, 0, TimeProvider.System, CancellationToken.None);
    }
}
