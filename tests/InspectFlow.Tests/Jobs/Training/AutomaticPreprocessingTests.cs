using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Training;
using InspectFlow.Tests.Ingest;
using InspectFlow.Tests.Ingest.Alignment;
using InspectFlow.Tests.TestDoubles;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Training;

public sealed class AutomaticPreprocessingTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_size_is_the_median_of_the_good_pictures_sizes_and_unreadable_files_do_not_count()
    {
        Write("a.png", 300, 200);
        Write("b.png", 300, 200);
        Write("c.png", 4000, 40);
        folder.Write("good/d.png", "no picture");

        Settle("").ShouldBe((288, 192, true));
    }

    [Theory]
    [InlineData(0.5, 512)]
    [InlineData(2, 256)]
    public void Pictures_more_blurred_than_their_pixels_are_fine_are_made_smaller(double blur, int expected)
    {
        using var picture = Leaves.Draw(512, blur);
        Write("a.png", picture);
        Settle("").ShouldBe((expected, expected, true));
    }

    [Fact]
    public void The_size_is_the_regions_where_there_is_one()
    {
        Write("a.png", 300, 200);
        Settle(""" "preprocessing": { "region": { "x": 10, "y": 0, "width": 2048, "height": 1024 } },""").ShouldBe((1440, 736, true));
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
    public void Without_a_readable_picture_the_size_stays_the_usual_one()
    {
        Directory.CreateDirectory(folder.File("good"));
        folder.Write("good/d.png", "no picture");
        Settle("").ShouldBe((256, 256, true));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(""" "preprocessing": { "alignment": null },""", false)]
    [InlineData(""" "preprocessing": { "region": { "x": 0, "y": 0, "width": 200, "height": 190 } },""", false)]
    [InlineData(""" "preprocessing": { "fit": "crop" },""", false)]
    [InlineData(""" "preprocessing": { "width": 192, "height": 192 },""", false)]
    public void Parts_that_lie_anyhow_are_turned_upright_unless_the_line_says_otherwise(string members, bool expected)
    {
        for (var i = 0; i < 12; i++)
        {
            using var picture = new Pin(95 + i, 100 - i, i) { Seed = i }.Draw(200, 190);
            Write($"{i}.png", picture);
        }

        var preprocessing = Line(members).Preprocessing;

        (preprocessing.Alignment is not null).ShouldBe(expected);
        if (preprocessing.Alignment is { } box)
        {
            box.Width.ShouldBeInRange(107, 117);
            box.Height.ShouldBeInRange(31, 41);
            (preprocessing.Width, preprocessing.Height).ShouldBe((128, 128));
        }
    }

    [Fact]
    public void A_box_that_the_line_names_gives_the_size()
    {
        Write("a.png", 300, 200);
        Settle(""" "preprocessing": { "alignment": { "width": 640, "height": 256 } },""").ShouldBe((640, 256, true));
    }

    [Theory]
    [InlineData(2, 1, "", ColorMode.Rgb)]
    [InlineData(1, 2, "", ColorMode.Gray)]
    [InlineData(3, 0, """ "preprocessing": { "color": "gray" },""", ColorMode.Gray)]
    [InlineData(0, 3, """ "preprocessing": { "color": "rgb" },""", ColorMode.Rgb)]
    public void Pictures_are_in_colour_where_half_of_the_good_ones_have_colours_unless_the_line_says_which(
        int colourful, int tinted, string members, ColorMode expected)
    {
        for (var i = 0; i < colourful + tinted; i++)
        {
            // A tint of the light is the same everywhere; a blue half is a colour of the part.
            using var picture = new Mat(64, 96, MatType.CV_8UC3, new Scalar(90, 100, 110));
            if (i < colourful)
            {
                using var half = picture.SubMat(new Rect(0, 0, 48, 64));
                half.SetTo(new Scalar(160, 100, 110));
            }

            Write($"{i}.png", picture);
        }

        Line(members).Preprocessing.Color.ShouldBe(expected);
    }

    private (int Width, int Height, bool IsAutomatic) Settle(string members)
    {
        var line = Line(members);
        line.Preprocessing.Color.ShouldBe(ColorMode.Gray);
        return (line.Preprocessing.Width, line.Preprocessing.Height, line.HasAutomaticSize);
    }

    private LineDefinition Line(string members)
    {
        folder.Write("line.json", $$"""
            { "name": "a", {{members}} "model": { "family": "feature" }, "goodImages": { "folders": ["good"] } }
            """);
        var old = DateTime.UnixEpoch;
        foreach (var file in Directory.EnumerateFiles(folder.File("good")))
        {
            File.SetLastWriteTimeUtc(file, old);
        }

        return AutomaticPreprocessing.Settle(LineDefinition.Load(folder.File("line.json")), TimeProvider.System, CancellationToken.None);
    }

    private void Write(string name, int width, int height)
    {
        using var picture = new Mat(height, width, MatType.CV_8UC1, Scalar.All(90));
        Write(name, picture);
    }

    private void Write(string name, Mat picture)
    {
        Directory.CreateDirectory(folder.File("good"));
        File.WriteAllBytes(folder.File($"good/{name}"), TestImages.Encode(picture, ".png"));
    }
}
