using InspectFlow.Reporting.Pictures;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Reporting.Pictures;

public sealed class DefectPanelRendererTests
{
    private static readonly Vec3b Outline = new(255, 255, 0);

    [Fact]
    public void Picture_outline_and_map_stand_side_by_side_above_the_caption()
    {
        using var source = new Mat(48, 96, MatType.CV_8UC1, Scalar.All(100));
        var mask = new bool[48 * 96];
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = i % 96 is >= 40 and < 60 && i / 96 is >= 10 and < 30;
        }

        using var sheet = Render(source, Panel() with { Mask = mask, Map = Map(9f) });

        // Each part is 384 wide and 192 high, enlarged four times, below a line of title: left edges 12, 408 and 804.
        sheet.Width.ShouldBeGreaterThan(804 + 384);
        sheet.Height.ShouldBeGreaterThan(32 + 192 + 20);
        sheet.At<Vec3b>(32 + 40, 12 + 200).ShouldBe(new Vec3b(100, 100, 100), "the picture as it is");
        sheet.At<Vec3b>(32 + 39, 408 + 200).ShouldBe(Outline, "just above the defect");
        sheet.At<Vec3b>(32 + 36, 408 + 200).ShouldBe(new Vec3b(100, 100, 100), "the line is thin");
        sheet.At<Vec3b>(32 + 40, 408 + 200).ShouldBe(new Vec3b(100, 100, 100), "the defect itself shows");
        var hot = sheet.At<Vec3b>(32 + 20, 804 + 300);
        (hot.Item2 - hot.Item0).ShouldBeGreaterThan(60, "the map is hot everywhere");
        Dark(sheet, 32 + 192 + 8, sheet.Height).ShouldBeGreaterThan(20, "the caption");
    }

    [Fact]
    public void Without_mask_and_map_there_is_the_picture_and_a_caption_that_fits()
    {
        using var source = new Mat(900, 300, MatType.CV_8UC3, new Scalar(10, 120, 200));
        using var sheet = Render(source, Panel() with { Caption = ["short", new string('W', 120)] });
        sheet.At<Vec3b>(32 + 100, 12 + 60).ShouldBe(new Vec3b(10, 120, 200));
        Dark(sheet, 0, sheet.Height, sheet.Width - 4).ShouldBe(0, "nothing is cut off at the right");
    }

    [Fact]
    public void A_mask_of_another_size_is_refused()
    {
        using var source = new Mat(8, 8, MatType.CV_8UC1, Scalar.All(0));
        Should.Throw<ArgumentException>(() => new DefectPanelRenderer().Render(source, Panel() with { Mask = new bool[63] }));
    }

    private static DefectPanel Panel() => new() { Scale = new(1, 3), MapTitle = "map", Caption = ["found: crack/1.png", "nll 5, threshold 4"] };

    private static LocalMap Map(float value) => new()
    {
        Values = [.. Enumerable.Repeat(value, 32)],
        Width = 8,
        Height = 4,
        Content = new Rect(0, 0, 8, 4),
        SourceRegion = new Rect(0, 0, 96, 48),
    };

    private static Mat Render(Mat source, DefectPanel panel) => Cv2.ImDecode(new DefectPanelRenderer().Render(source, panel), ImreadModes.Color);

    private static int Dark(Mat sheet, int from, int to, int fromX = 0)
    {
        var dark = 0;
        for (var y = from; y < to; y++)
        {
            for (var x = fromX; x < sheet.Width; x++)
            {
                dark += sheet.At<Vec3b>(y, x).Item0 < 128 ? 1 : 0;
            }
        }

        return dark;
    }
}
