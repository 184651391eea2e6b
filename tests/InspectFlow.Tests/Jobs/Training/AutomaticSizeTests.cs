using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Jobs.Training;
using InspectFlow.Tests.Ingest;
using InspectFlow.Tests.TestDoubles;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Training;

public sealed class AutomaticSizeTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_is_the_median_of_the_good_pictures_sizes_and_unreadable_files_do_not_count()
    {
        Write("a.png", 300, 200);
        Write("b.png", 300, 200);
        Write("c.png", 4000, 40);
        folder.Write("good/d.png", "no picture");

        Settle("").ShouldBe((288, 192, true));
    }

    [Fact]
    public void It_is_the_regions_where_there_is_one()
    {
        Write("a.png", 300, 200);
        Settle(""" "preprocessing": { "region": { "x": 10, "y": 0, "width": 1024, "height": 512 } },""").ShouldBe((512, 256, true));
    }

    [Theory]
    [InlineData("""{ "width": 96, "height": 64 }""", 96, 64)]
    [InlineData("""{ "tiling": {} }""", 64, 64)]
    public void A_line_that_names_its_size_or_has_tiles_keeps_it(string preprocessing, int width, int height)
    {
        Write("a.png", 300, 200);
        Settle($""" "preprocessing": {preprocessing},""").ShouldBe((width, height, false));
    }

    [Fact]
    public void Without_a_readable_picture_it_stays_the_usual_one()
    {
        Directory.CreateDirectory(folder.File("good"));
        folder.Write("good/d.png", "no picture");
        Settle("").ShouldBe((256, 256, true));
    }

    private (int Width, int Height, bool IsAutomatic) Settle(string members)
    {
        folder.Write("line.json", $$"""
            { "name": "a", {{members}} "model": { "family": "feature" }, "goodImages": { "folders": ["good"] } }
            """);
        var old = DateTime.UnixEpoch;
        foreach (var file in Directory.EnumerateFiles(folder.File("good")))
        {
            File.SetLastWriteTimeUtc(file, old);
        }

        using var session = LineSession.Open(LineDefinition.Load(folder.File("line.json")), TimeProvider.System);
        var line = AutomaticSize.Settle(session, CancellationToken.None).Line;
        return (line.Preprocessing.Width, line.Preprocessing.Height, line.HasAutomaticSize);
    }

    private void Write(string name, int width, int height)
    {
        Directory.CreateDirectory(folder.File("good"));
        using var picture = new Mat(height, width, MatType.CV_8UC1, Scalar.All(90));
        File.WriteAllBytes(folder.File($"good/{name}"), TestImages.Encode(picture, ".png"));
    }
}
