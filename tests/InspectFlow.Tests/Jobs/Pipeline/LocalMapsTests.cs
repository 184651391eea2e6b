using InspectFlow.Ingest;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Tests.Ingest.Alignment;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Pipeline;

public sealed class LocalMapsTests
{
    private static readonly PreprocessingOptions Options = new()
    {
        Width = 120,
        Height = 40,
        Alignment = new() { Width = 120, Height = 40 },
    };

    [Theory]
    [InlineData(100, 90, 0)]
    [InlineData(110, 80, 0.7)]
    [InlineData(95, 100, 2.1)]
    [InlineData(100, 95, -1.5)]
    public void The_map_of_an_aligned_picture_marks_its_place_in_the_picture_as_it_is(double x, double y, double angle)
    {
        // A bright spot on the shank, 30 pixels from the pin's middle.
        var pin = new Pin(x, y, angle) { At = (u, v) => Pin.IsPart(u, v) && Math.Sqrt(((u - 30) * (u - 30)) + (v * v)) > 3 ? 1 : 0 };
        var (sin, cos) = Math.SinCos(angle);
        var (prepared, item) = Prepare(pin, Options);

        // As bright as a map that knows the pin would be at the spot.
        var map = prepared.Select((p, i) => Math.Abs((i / 120) - 20) < 3 && i % 120 is > 40 and < 110 ? p : 0f).ToArray();
        var local = LocalMaps.Of(map, item, Options);

        var (peakX, peakY) = local.FindPeak(200, 190);
        (peakX * 200).ShouldBe(x + (30 * cos), 4);
        (peakY * 190).ShouldBe(y + (30 * sin), 4);
        var whole = local.ToPicture(200, 190);
        whole.Length.ShouldBe(200 * 190);
        whole[0].ShouldBe(map.Min());
    }

    [Fact]
    public void Padding_is_no_part_of_the_map_of_an_aligned_picture()
    {
        var options = Options with { Height = 80, Fit = FitMode.Pad };
        var (prepared, item) = Prepare(new Pin(100, 90, 0.7), options);
        item.Content.ShouldBe(new ContentRectangle(0, 20, 120, 40));

        var map = prepared.Select((_, i) => i / 120 is < 20 or >= 60 ? 9f : i / 120 == 40 ? 1f : 0f).ToArray();
        LocalMaps.Of(map, item, options).Values.Max().ShouldBe(1, 1e-3);
    }

    [Fact]
    public void The_map_of_a_picture_that_is_not_aligned_is_the_scorers()
    {
        var options = Options with { Alignment = null };
        var (_, item) = Prepare(new Pin(100, 90, 0.7), options);
        var map = new float[120 * 40];

        var local = LocalMaps.Of(map, item, options);

        local.Values.ShouldBeSameAs(map);
        local.SourceRegion.ShouldBe(new Rect(0, 0, 200, 190));
    }

    private static (byte[] Pixels, PreparedItem Item) Prepare(Pin pin, PreprocessingOptions options)
    {
        var (pixels, pose, content) = pin.Prepare(options);
        var file = new SourceFile("a.png", "a.png", 0, default, IsSettled: true);
        return (pixels, new(file, "00", ItemStatus.Ready, null, 200, 190, content, 0) { Pose = pose });
    }
}
