using InspectFlow.Ingest;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest;

public sealed partial class ImageDecoderTests
{
    private static readonly ImageDecoder Decoder = new(new());

    public static TheoryData<string, string> BadFiles => new()
    {
        { "empty", "the file is empty" },
        { "text", "the file is not a PNG, JPEG, BMP or TIFF image" },
        { "gif", "the file is not a PNG, JPEG, BMP or TIFF image" },
        { "cut png", "the file is cut short; copy it again" },
        { "png without end", "the file is cut short; copy it again" },
        { "png of its signature", "the file is cut short; copy it again" },
        { "png with a wrong byte", "the file is damaged; copy it again" },
        { "png without pixels", "the file is damaged; copy it again" },
        { "png of no size", "the file is damaged; copy it again" },
        { "animated png", "the file holds several pictures; save one picture per file" },
        { "cut jpeg", "the file is cut short; copy it again" },
        { "jpeg without end", "the file is cut short; copy it again" },
        { "jpeg of its signature", "the file is cut short; copy it again" },
        { "jpeg with a broken segment", "the file is damaged; copy it again" },
        { "jpeg of no height", "the file is damaged; copy it again" },
        { "cmyk jpeg", "the picture is in CMYK colours; save it as RGB or gray" },
        { "12-bit jpeg", "the picture is a JPEG of 12 bits; save it as 16-bit PNG or TIFF" },
        { "cut bmp", "the file is cut short; copy it again" },
        { "bmp of its headers", "the file is cut short; copy it again" },
        { "bmp of no width", "the file is damaged; copy it again" },
        { "bmp of 7 bits", "the file is damaged; copy it again" },
        { "cut tiff", "the file is cut short; copy it again" },
        { "tiff of its header", "the file is cut short; copy it again" },
        { "tiff of another kind", "the file is damaged; copy it again" },
        { "tiff of two pages", "the file holds several pictures; save one picture per file" },
        { "cmyk tiff", "the picture is in CMYK colours; save it as RGB or gray" },
        { "float tiff", "the picture's values are not unsigned integers of at most 16 bits; save it as 8-bit or 16-bit TIFF" },
        { "tiff with alpha", "the TIFF has neither one nor three channels; save it as gray or RGB without transparency" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_bad_file_is_refused_with_the_reason(string kind, string reason)
    {
        var error = Should.Throw<ImageDecodeException>(() => Decoder.Decode(Make(kind), "/line/a.png").Dispose());

        error.Reason.ShouldBe(reason);
        error.Path.ShouldBe("/line/a.png");
        error.Message.ShouldBe($"/line/a.png: {reason}");
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".bmp")]
    [InlineData(".tiff")]
    public void Pixels_stored_without_loss_come_back_unchanged(string extension)
    {
        using var gray = TestImages.Gray();
        using var decoded = Decoder.Decode(TestImages.Encode(gray, extension), "x");

        using var asGray = new Mat();
        if (decoded.Channels() == 3)
        {
            Cv2.CvtColor(decoded, asGray, ColorConversionCodes.BGR2GRAY);
        }
        else
        {
            decoded.CopyTo(asGray);
        }

        Bytes(asGray).ShouldBe(Bytes(gray));
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".tiff")]
    public void Sixteen_bits_stay_sixteen_bits(string extension)
    {
        using var deep = TestImages.Quarters(MatType.CV_16UC3, 1000);
        using var decoded = Decoder.Decode(TestImages.Encode(deep, extension), "x");

        decoded.Type().ShouldBe(MatType.CV_16UC3);
        Cv2.Mean(decoded).Val0.ShouldBe(25_000);
    }

    [Fact]
    public void Black_and_white_of_one_bit_becomes_0_and_255()
    {
        using var mat = new Mat(4, 8, MatType.CV_8UC1, Scalar.All(0));
        mat.Set(1, 2, (byte)255);
        Cv2.ImEncode(".png", mat, out var png, new ImageEncodingParam(ImwriteFlags.PngBilevel, 1));
        png.ShouldNotBeEmpty();

        using var decoded = Decoder.Decode(png, "x");

        decoded.Type().ShouldBe(MatType.CV_8UC1);
        Bytes(decoded).ShouldBe(Bytes(mat));
    }

    /// <summary>The upper left quarter after each of the eight orientations, and whether the sides change places.</summary>
    [Theory]
    [InlineData(1, 10, 20, false)]
    [InlineData(2, 20, 10, false)]
    [InlineData(3, 30, 40, false)]
    [InlineData(4, 40, 30, false)]
    [InlineData(5, 10, 40, true)]
    [InlineData(6, 40, 10, true)]
    [InlineData(7, 30, 20, true)]
    [InlineData(8, 20, 30, true)]
    [InlineData(9, 10, 20, false)]
    public void Exif_orientation_is_honoured(int orientation, int upperLeft, int upperRight, bool isTurned)
    {
        using var gray = TestImages.Quarters(MatType.CV_8UC1);
        using var alpha = new Mat(gray.Size(), MatType.CV_8UC1, Scalar.All(255));
        using var transparent = new Mat();
        Cv2.Merge([gray, gray, gray, alpha], transparent);
        using var deep = TestImages.Quarters(MatType.CV_16UC1, 256);
        byte[] app1 = [.. "Exif\0\0"u8, .. TestImages.Exif(orientation)];
        (byte[] File, int Unit)[] files =
        [
            (TestImages.WithJpegSegment(TestImages.Encode(gray, ".jpg"), 0xE1, app1), 1),
            (TestImages.WithJpegSegment(TestImages.Encode(gray, ".jpg"), 0xE1, [.. "Exif\0\0"u8, .. TestImages.Exif(orientation, little: true)]), 1),
            (TestImages.WithPngChunk(TestImages.Encode(gray, ".png"), "eXIf", TestImages.Exif(orientation)), 1),
            (TestImages.WithPngChunk(TestImages.Encode(deep, ".png"), "eXIf", TestImages.Exif(orientation)), 256),
            (TestImages.WithPngChunk(TestImages.Encode(transparent, ".png"), "eXIf", TestImages.Exif(orientation)), 1),
        ];
        foreach (var (file, unit) in files)
        {
            using var decoded = Decoder.Decode(file, "x");

            decoded.Size().ShouldBe(isTurned ? new Size(32, 64) : new Size(64, 32));
            using var left = decoded.SubMat(new Rect(0, 0, decoded.Cols / 2, decoded.Rows / 2));
            using var right = decoded.SubMat(new Rect(decoded.Cols / 2, 0, decoded.Cols / 2, decoded.Rows / 2));
            Cv2.Mean(left).Val0.ShouldBe(upperLeft * unit, unit);
            Cv2.Mean(right).Val0.ShouldBe(upperRight * unit, unit);
        }
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 30)]
    public void A_TIFF_is_turned_once(int orientation, int upperLeft)
    {
        using var color = TestImages.Quarters(MatType.CV_8UC3);
        var tiff = TestImages.Encode(color, ".tiff");
        using var decoded = Decoder.Decode(WithOrientation(tiff, orientation), "x");

        decoded.At<Vec3b>(0, 0).Item0.ShouldBe((byte)upperLeft);
    }

    [Theory]
    [InlineData(5, 8)]
    [InlineData(6, 8)]
    [InlineData(7, 16)]
    [InlineData(8, 16)]
    public void A_TIFF_that_lies_on_its_side_has_the_size_of_its_pixels(int orientation, int bits)
    {
        using var color = bits == 8 ? TestImages.Quarters(MatType.CV_8UC3) : TestImages.Quarters(MatType.CV_16UC3, 257);
        var tiff = WithOrientation(TestImages.Encode(color, ".tiff"), orientation);

        using var decoded = Decoder.Decode(tiff, "x", new PreprocessingOptions());

        (decoded.Width, decoded.Height).ShouldBe((32, 64));
        (decoded.Pixels.Width, decoded.Pixels.Height).ShouldBe((32, 64));
        Decoder.Measure(tiff, "x").ShouldBe((32, 64));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Transparent_pixels_are_laid_over_black(int bits)
    {
        var unit = bits == 8 ? 1 : 257;
        using var color = new Mat(1, 3, MatType.MakeType(bits == 8 ? MatType.CV_8U : MatType.CV_16U, 4), new Scalar(100 * unit, 150 * unit, 200 * unit, 255 * unit));
        using (var hidden = color.SubMat(new Rect(0, 0, 1, 1)))
        using (var half = color.SubMat(new Rect(1, 0, 1, 1)))
        {
            hidden.SetTo(new Scalar(77 * unit, 88 * unit, 99 * unit, 0));
            half.SetTo(new Scalar(100 * unit, 150 * unit, 200 * unit, 51 * unit));
        }

        using var decoded = Decoder.Decode(TestImages.Encode(color, ".png"), "x");
        using var bytes = new Mat();
        decoded.ConvertTo(bytes, MatType.CV_8UC3, 1.0 / unit);

        bytes.GetArray(out Vec3b[] pixels);
        pixels.ShouldBe([new(0, 0, 0), new(20, 30, 40), new(100, 150, 200)]);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg")]
    [InlineData("bmp")]
    [InlineData("tiff")]
    public void A_picture_over_the_limit_is_refused_before_it_takes_memory(string kind)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Should.Throw<ImageDecodeException>(() => Decoder.Decode(Bomb(kind), "x").Dispose());

        error.Reason.ShouldContain("more than the limit of 100000000; raise maxPixels if that is right");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public void The_limit_itself_is_allowed()
    {
        var png = TestImages.Encoded(".png", 40, 30);

        using var decoded = new ImageDecoder(new() { MaxPixels = 1200 }).Decode(png, "x");
        Should.Throw<ImageDecodeException>(() => new ImageDecoder(new() { MaxPixels = 1199 }).Decode(png, "x").Dispose())
            .Reason.ShouldBe("the picture has 40×30 pixels, more than the limit of 1199; raise maxPixels if that is right");
    }

    [Fact]
    public void What_follows_a_complete_picture_does_not_matter()
    {
        foreach (var extension in new[] { ".png", ".jpg", ".bmp" })
        {
            using var decoded = Decoder.Decode([.. TestImages.Encoded(extension), 0, 0, 0, 0], "x");
            decoded.Size().ShouldBe(new Size(40, 30));
        }
    }

    /// <summary>No damage may do more than make a file unreadable.</summary>
    [Theory]
    [InlineData(".png")]
    [InlineData(".jpg")]
    [InlineData(".bmp")]
    [InlineData(".tiff")]
    public void Random_damage_never_does_more_than_fail(string extension)
    {
        var good = TestImages.Encoded(extension);
        for (var i = 0; i < 150; i++)
        {
            var random = new KeyedRandom(5, i);
            var bad = good[..(1 + random.NextInt(good.Length))];
            for (var k = random.NextInt(4); k > 0; k--)
            {
                bad[random.NextInt(Math.Min(bad.Length, 200))] = (byte)random.NextInt(256);
            }

            try
            {
                using var decoded = new ImageDecoder(new() { MaxPixels = 1_000_000 }).Decode(bad, "x");
                decoded.Empty().ShouldBeFalse();
            }
            catch (ImageDecodeException e)
            {
                e.Reason.ShouldNotBeEmpty();
            }
        }
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".jpg")]
    [InlineData(".bmp")]
    [InlineData(".tiff")]
    public void No_beginning_of_a_file_passes_for_the_whole(string extension)
    {
        var good = TestImages.Encoded(extension);
        for (var length = 0; length < good.Length; length += 7)
        {
            var bad = good[..length];
            Should.Throw<ImageDecodeException>(() => Decoder.Decode(bad, "x").Dispose(), $"{length} of {good.Length} bytes");
        }
    }
}
