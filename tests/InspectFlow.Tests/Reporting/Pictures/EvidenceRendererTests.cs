using InspectFlow.Reporting.Pictures;
using InspectFlow.Reporting.Storage;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Reporting.Pictures;

public sealed class EvidenceRendererTests
{
    private static readonly MapScale Scale = new(1, 3);
    private readonly EvidenceRenderer renderer = new();

    [Theory]
    [InlineData(EvidenceKind.Thumbnail, 2000, 1000, 384, 192)]
    [InlineData(EvidenceKind.Thumbnail, 100, 2000, 19, 384)]
    [InlineData(EvidenceKind.Thumbnail, 300, 200, 300, 200)]
    [InlineData(EvidenceKind.Picture, 4096, 1000, 2048, 500)]
    [InlineData(EvidenceKind.Picture, 2048, 30, 2048, 30)]
    [InlineData(EvidenceKind.Picture, 640, 480, 640, 480)]
    public void A_picture_keeps_its_shape_and_is_never_enlarged(EvidenceKind kind, int width, int height, int expectedWidth, int expectedHeight)
    {
        using var source = new Mat(height, width, MatType.CV_8UC3, new Scalar(10, 120, 200));

        var picture = kind == EvidenceKind.Thumbnail ? renderer.Thumbnail(source) : renderer.Picture(source);

        picture.MediaType.ShouldBe("image/webp");
        using var decoded = Decode(picture);
        (picture.Width, picture.Height).ShouldBe((expectedWidth, expectedHeight));
        (decoded.Width, decoded.Height).ShouldBe((expectedWidth, expectedHeight));
        Near(decoded.At<Vec3b>(expectedHeight / 2, expectedWidth / 2), 10, 120, 200).ShouldBeTrue();
    }

    [Fact]
    public void The_same_picture_has_the_same_identity()
    {
        using var source = new Mat(40, 60, MatType.CV_8UC1, Scalar.All(77));
        var (first, second) = (renderer.Thumbnail(source), renderer.Thumbnail(source));
        first.Sha256.ShouldBe(second.Sha256);
        first.Sha256.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(first.Bytes)));
    }

    [Fact]
    public void A_16_bit_source_is_shown_between_the_lines_levels()
    {
        var levels = new EvidenceRenderer(new EvidenceOptions { BlackLevel = 1000, WhiteLevel = 5000 });
        using var source = new Mat(10, 30, MatType.CV_16UC1, Scalar.All(3000));
        Fill(source, new Rect(0, 0, 10, 10), 500);
        Fill(source, new Rect(20, 0, 10, 10), 60_000);

        using var decoded = Decode(levels.Thumbnail(source));

        ((int)decoded.At<Vec3b>(5, 3).Item0).ShouldBeInRange(0, 3);
        ((int)decoded.At<Vec3b>(5, 15).Item0).ShouldBeInRange(125, 130);
        ((int)decoded.At<Vec3b>(5, 26).Item0).ShouldBeInRange(252, 255);
    }

    [Fact]
    public void A_map_colours_what_is_hot_on_the_lines_scale_and_leaves_the_rest()
    {
        using var source = new Mat(160, 320, MatType.CV_8UC1, Scalar.All(100));
        var map = Map(8, 8, (_, _) => 0.5f, content: new Rect(0, 2, 8, 4), region: new Rect(0, 0, 320, 160));
        map.Values[(3 * 8) + 6] = 9;

        // Far hotter, but padding: it must not be seen.
        map.Values[0] = 1000;

        using var decoded = Decode(renderer.Map(source, map, Scale));

        Near(decoded.At<Vec3b>(140, 40), 100, 100, 100).ShouldBeTrue("an ordinary place stays as it was");
        var hot = decoded.At<Vec3b>(60, 260);
        (hot.Item2 - hot.Item0).ShouldBeGreaterThan(60, "the hot place is yellow");
    }

    [Fact]
    public void A_map_means_the_same_in_every_picture()
    {
        using var source = new Mat(64, 64, MatType.CV_8UC1, Scalar.All(100));
        var mild = Map(8, 8, (_, x) => x < 4 ? 0.1f : 0.9f, new Rect(0, 0, 8, 8), new Rect(0, 0, 64, 64));

        using var decoded = Decode(renderer.Map(source, mild, Scale));

        Near(decoded.At<Vec3b>(60, 60), 100, 100, 100).ShouldBeTrue("all of it is below the scale, however it compares within the image");
    }

    [Fact]
    public void A_map_lies_on_the_region_that_was_scored()
    {
        using var source = new Mat(200, 400, MatType.CV_8UC1, Scalar.All(100));
        var map = Map(4, 4, (_, _) => 9f, new Rect(0, 0, 4, 4), region: new Rect(200, 100, 200, 100));

        using var decoded = Decode(renderer.Map(source, map, Scale));

        Near(decoded.At<Vec3b>(50, 100), 100, 100, 100).ShouldBeTrue();
        Near(decoded.At<Vec3b>(190, 390), 100, 100, 100).ShouldBeFalse();
    }

    [Fact]
    public void A_hot_place_is_still_seen_in_a_picture_much_smaller_than_its_map()
    {
        using var source = new Mat(2000, 2000, MatType.CV_8UC1, Scalar.All(100));
        var map = Map(2000, 2000, (_, _) => 0f, new Rect(0, 0, 2000, 2000), new Rect(0, 0, 2000, 2000));
        map.Values[(600 * 2000) + 900] = 9;

        using var layer = Cv2.ImDecode(EvidenceRenderer.Layer(source.Size(), map, Scale).Bytes, ImreadModes.Unchanged);

        (layer.Width, layer.Height).ShouldBe((1024, 1024));
        var alpha = Alpha(layer);
        alpha.Max().ShouldBeGreaterThan((byte)120, "the mean of its surroundings would be below 70");
        alpha.Count(a => a > 0).ShouldBeLessThan(30);
    }

    [Fact]
    public void A_layer_is_clear_where_nothing_is_unusual_and_covers_the_whole_source()
    {
        var map = Map(4, 4, (y, x) => y < 2 ? 9f : 0.5f, new Rect(0, 0, 4, 4), region: new Rect(200, 100, 200, 100));
        map.Values[0] = 2;

        var picture = EvidenceRenderer.Layer(new Size(400, 200), map, Scale);

        (picture.MediaType, picture.Width, picture.Height).ShouldBe(("image/webp", 400, 200));
        using var layer = Cv2.ImDecode(picture.Bytes, ImreadModes.Unchanged);
        layer.Type().ShouldBe(MatType.CV_8UC4);
        var alpha = Alpha(layer);
        (alpha[(50 * 400) + 100], alpha[(190 * 400) + 300]).ShouldBe(((byte)0, (byte)0), "beside the map, and where it is low");
        alpha[(105 * 400) + 390].ShouldBe((byte)255);
        ((int)alpha[(100 * 400) + 200]).ShouldBeInRange(100, 150, "halfway up the scale");
    }

    [Theory]
    [InlineData(128, 64)]
    [InlineData(4, 4)]
    public void A_layer_of_a_small_map_is_no_larger_than_a_map_picture(int width, int height)
    {
        var map = Map(width, height, (_, _) => 2f, new Rect(0, 0, width, height), new Rect(0, 0, 4000, 2000));
        var picture = EvidenceRenderer.Layer(new Size(4000, 2000), map, Scale);
        (picture.Width, picture.Height).ShouldBe((512, 256));
    }

    [Theory]
    [InlineData(4000, 3000, 320, 320)]
    [InlineData(600, 800, 300, 300)]
    [InlineData(640, 480, 240, 240)]
    [InlineData(64, 64, 192, 192)]
    [InlineData(40, 1000, 80, 192)]
    public void A_crop_is_large_enough_to_look_at(int width, int height, int expectedWidth, int expectedHeight)
    {
        using var source = new Mat(height, width, MatType.CV_8UC1, Scalar.All(90));
        var map = Map(8, 8, (_, _) => 0f, new Rect(0, 0, 8, 8), new Rect(0, 0, width, height));

        var picture = renderer.Crop(source, map);

        (picture.Width, picture.Height).ShouldBe((expectedWidth, expectedHeight));
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(0, 0)]
    [InlineData(7, 7)]
    public void A_crop_shows_the_source_s_own_pixels_round_the_peak_and_leaves_it_free(int column, int row)
    {
        using var source = new Mat(1600, 1600, MatType.CV_8UC3, Scalar.All(60));
        var map = Map(8, 8, (_, _) => 0f, new Rect(0, 0, 8, 8), new Rect(0, 0, 1600, 1600));
        map.Values[(row * 8) + column] = 5;
        var (x, y) = ((column * 200) + 100, (row * 200) + 100);
        using (var defect = source.SubMat(new Rect(x - 4, y - 4, 8, 8)))
        {
            defect.SetTo(new Scalar(20, 40, 230));
        }

        using var crop = Decode(renderer.Crop(source, map));

        // At a border the crop ends with the source.
        var (left, top) = (Math.Clamp(x - 160, 0, 1280), Math.Clamp(y - 160, 0, 1280));
        var seen = crop.At<Vec3b>(y - top, x - left);
        ((int)seen.Item2).ShouldBeGreaterThan(180, "the defect, at the source's own size");
        ((int)crop.At<Vec3b>(y - top, x - left + 20).Item2).ShouldBeInRange(50, 70, "beside it the ground");
        ((int)crop.At<Vec3b>(y - top, x - left + 41).Item2).ShouldBeGreaterThan(120, "the ring");
    }

    [Fact]
    public void The_peak_is_found_in_the_source_picture_whatever_the_padding()
    {
        var map = Map(8, 8, (_, _) => 0f, content: new Rect(2, 0, 4, 8), region: new Rect(100, 0, 200, 400));
        map.Values[(6 * 8) + 5] = 2;
        map.Values[7] = 99;
        map.FindPeak(400, 400).ShouldBe(((100 + (3.5 / 4 * 200)) / 400, 6.5 / 8));
    }

    [Fact]
    public void A_value_that_is_not_a_number_is_the_hottest()
    {
        using var source = new Mat(64, 64, MatType.CV_8UC1, Scalar.All(100));
        var map = Map(2, 2, (y, x) => y == 1 && x == 1 ? float.NaN : 0f, new Rect(0, 0, 2, 2), new Rect(0, 0, 64, 64));
        map.FindPeak(64, 64).ShouldBe((0.75, 0.75));
        using var decoded = Decode(renderer.Map(source, map, Scale));
        Near(decoded.At<Vec3b>(62, 62), 100, 100, 100).ShouldBeFalse();
    }

    [Fact]
    public void A_map_whose_parts_do_not_fit_is_refused()
    {
        using var source = new Mat(8, 8, MatType.CV_8UC1, Scalar.All(0));
        var map = Map(4, 4, (_, _) => 0f, new Rect(1, 1, 4, 4), new Rect(0, 0, 8, 8));
        Should.Throw<ArgumentException>(() => renderer.Map(source, map, Scale));
    }

    private static Mat Decode(EncodedPicture picture) => Cv2.ImDecode(picture.Bytes, ImreadModes.Color);

    private static byte[] Alpha(Mat layer)
    {
        using var alpha = new Mat();
        Cv2.ExtractChannel(layer, alpha, 3);
        alpha.GetArray(out byte[] values);
        return values;
    }

    private static void Fill(Mat mat, Rect where, double value)
    {
        using var part = mat.SubMat(where);
        part.SetTo(Scalar.All(value));
    }

    private static bool Near(Vec3b colour, int blue, int green, int red) =>
        Math.Abs(colour.Item0 - blue) < 8 && Math.Abs(colour.Item1 - green) < 8 && Math.Abs(colour.Item2 - red) < 8;

    private static LocalMap Map(int width, int height, Func<int, int, float> value, Rect content, Rect region)
    {
        var values = new float[width * height];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(i / width, i % width);
        }

        return new LocalMap { Values = values, Width = width, Height = height, Content = content, SourceRegion = region };
    }
}
