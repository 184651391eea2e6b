using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Bindings;

public sealed class OpenCvBindingTests
{
    [Fact]
    public void A_matrix_tells_its_shape()
    {
        using var mat = new Mat(3, 5, MatType.CV_16UC3);

        (mat.Rows, mat.Cols, mat.Width, mat.Height).ShouldBe((3, 5, 5, 3));
        (mat.Channels(), mat.Depth(), mat.ElemSize(), mat.Total()).ShouldBe((3, MatType.CV_16U, 6, 15L));
        mat.Type().ShouldBe(MatType.CV_16UC3);
        mat.Size().ShouldBe(new Size(5, 3));
        mat.IsContinuous().ShouldBeTrue();
        mat.Empty().ShouldBeFalse();
        mat.Type().ToString().ShouldBe("CV_16UC3");
    }

    [Fact]
    public void A_part_shares_the_pixels_of_the_whole()
    {
        using var whole = new Mat(4, 4, MatType.CV_8UC1, Scalar.All(0));
        using (var part = whole.SubMat(new Rect(1, 2, 2, 1)))
        {
            part.SetTo(Scalar.All(7));
            part.IsContinuous().ShouldBeTrue();
            part.IsSubmatrix().ShouldBeTrue();
        }

        whole.GetArray(out byte[] pixels);
        pixels.ShouldBe([0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 7, 0, 0, 0, 0, 0]);
        whole.At<byte>(2, 1).ShouldBe((byte)7);
    }

    [Fact]
    public void A_matrix_over_an_array_writes_into_it()
    {
        var pixels = new byte[6];
        using (var mat = Mat.FromPixelData(2, 3, MatType.CV_8UC1, pixels))
        using (var part = mat.SubMat(new Rect(2, 1, 1, 1)))
        {
            mat.Dispose();
            part.Set(0, 0, (byte)9);
        }

        pixels.ShouldBe([0, 0, 0, 0, 0, 9]);
    }

    [Fact]
    public void An_array_of_the_wrong_type_is_refused()
    {
        using var mat = new Mat(2, 2, MatType.CV_8UC3);

        Should.Throw<OpenCvSharpException>(() => mat.GetArray(out byte[] _));
        Should.Throw<ArgumentException>(() => mat.GetArray(out decimal[] _));
        mat.SetArray(new Vec3b(1, 2, 3), new Vec3b(4, 5, 6));
        mat.GetArray(out Vec3b[] back);
        back[1].ShouldBe(new Vec3b(4, 5, 6));
    }

    [Fact]
    public void An_error_of_OpenCV_arrives_with_its_text_and_number()
    {
        using var gray = new Mat(2, 2, MatType.CV_8UC1, Scalar.All(1));
        using var result = new Mat();

        var error = Should.Throw<OpenCVException>(() => Cv2.CvtColor(gray, result, ColorConversionCodes.BGR2GRAY));

        error.ErrMsg.ShouldNotBeEmpty();
        error.Message.ShouldBe(error.ErrMsg);
        error.FileName.ShouldNotBeEmpty();
        error.Line.ShouldBeGreaterThan(0);
        ((int)error.Status).ShouldBeLessThan(0);
    }

    [Fact]
    public void A_disposed_matrix_is_refused()
    {
        var mat = new Mat(2, 2, MatType.CV_8UC1);
        mat.Dispose();
        mat.Dispose();

        mat.IsDisposed.ShouldBeTrue();
        Should.Throw<ObjectDisposedException>(() => mat.Rows);
        using var other = new Mat();
        Should.Throw<ObjectDisposedException>(() => Cv2.Transpose(mat, other));
        Should.Throw<ObjectDisposedException>(() => Cv2.Transpose(other, mat));
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".bmp")]
    [InlineData(".tiff")]
    public void Encoding_without_loss_gives_the_same_pixels_back(string extension)
    {
        using var mat = new Mat(7, 5, MatType.CV_8UC3);
        mat.SetArray(Enumerable.Range(0, 35).Select(i => new Vec3b((byte)i, (byte)(7 * i), (byte)(255 - i))).ToArray());

        Cv2.ImEncode(extension, mat, out var bytes).ShouldBeTrue();
        using var back = Cv2.ImDecode(bytes, ImreadModes.Unchanged);

        mat.GetArray(out Vec3b[] expected);
        back.GetArray(out Vec3b[] actual);
        actual.ShouldBe(expected);
    }

    [Fact]
    public void Encoder_settings_take_effect()
    {
        using var mat = new Mat(64, 64, MatType.CV_8UC1);
        mat.SetArray(Enumerable.Range(0, 4096).Select(i => (byte)((i * i) ^ (i >> 3))).ToArray());

        Cv2.ImEncode(".jpg", mat, out var good, new ImageEncodingParam(ImwriteFlags.JpegQuality, 95));
        Cv2.ImEncode(".jpg", mat, out var poor, new ImageEncodingParam(ImwriteFlags.JpegQuality, 10));

        poor.Length.ShouldBeLessThan(good.Length);
    }

    [Fact]
    public void WebP_carries_transparency_and_above_a_quality_of_100_loses_nothing()
    {
        // Where nothing is seen the colour is not kept.
        var pixels = Enumerable.Range(0, 4 * 24 * 16).Select(i => (byte)(i % 4 == 3 ? 1 + (i % 250) : i % 97)).ToArray();
        using var mat = Mat.FromPixelData(16, 24, MatType.CV_8UC4, pixels);

        Cv2.ImEncode(".webp", mat, out var whole, new ImageEncodingParam(ImwriteFlags.WebPQuality, 101));
        Cv2.ImEncode(".webp", mat, out var lossy, new ImageEncodingParam(ImwriteFlags.WebPQuality, 50));
        whole.ShouldNotBeEmpty();
        lossy.ShouldNotBeEmpty();

        using var back = Cv2.ImDecode(whole, ImreadModes.Unchanged);
        back.Type().ShouldBe(MatType.CV_8UC4);
        var read = new byte[pixels.Length];
        System.Runtime.InteropServices.Marshal.Copy(back.Data, read, 0, read.Length);
        read.ShouldBe(pixels);
        using var rough = Cv2.ImDecode(lossy, ImreadModes.Unchanged);
        (rough.Width, rough.Height, rough.Channels()).ShouldBe((24, 16, 4));
        lossy.ShouldNotBe(whole);
    }

    [Fact]
    public void What_is_no_image_decodes_to_an_empty_matrix()
    {
        using var mat = Cv2.ImDecode("not an image"u8, ImreadModes.Color);
        mat.Empty().ShouldBeTrue();
        Should.Throw<ArgumentException>(() => Cv2.ImDecode(Array.Empty<byte>(), ImreadModes.Color));
    }

    [Fact]
    public void Channels_split_and_merge()
    {
        using var mat = new Mat(2, 2, MatType.CV_8UC3, new Scalar(1, 2, 3));
        var planes = Cv2.Split(mat);
        using var merged = new Mat();
        Cv2.Merge([planes[2], planes[1], planes[0]], merged);

        merged.At<Vec3b>(1, 1).ShouldBe(new Vec3b(3, 2, 1));
        Array.ForEach(planes, p => p.Dispose());
    }

    [Fact]
    public void Statistics_respect_the_mask()
    {
        using var mat = new Mat(1, 4, MatType.CV_8UC1);
        mat.SetArray<byte>(10, 20, 30, 40);
        using var mask = new Mat(1, 4, MatType.CV_8UC1);
        mask.SetArray<byte>(0, 1, 1, 0);

        Cv2.Mean(mat).Val0.ShouldBe(25);
        Cv2.Mean(mat, mask).Val0.ShouldBe(25);
        Cv2.MinMaxLoc(mat, out var low, out var high, out var lowAt, out var highAt, mask);
        (low, high, lowAt, highAt).ShouldBe((20, 30, new Point(1, 0), new Point(2, 0)));
    }

    [Fact]
    public void Geometry_does_what_its_names_say()
    {
        using var mat = new Mat(1, 3, MatType.CV_8UC1);
        mat.SetArray<byte>(1, 2, 3);
        using var result = new Mat();

        Cv2.Flip(mat, result, FlipMode.Y);
        Pixels(result).ShouldBe([3, 2, 1]);
        Cv2.Transpose(mat, result);
        (result.Rows, result.Cols).ShouldBe((3, 1));
        Cv2.Resize(mat, result, new Size(6, 1), interpolation: InterpolationFlags.Nearest);
        Pixels(result).ShouldBe([1, 1, 2, 2, 3, 3]);
    }

    [Fact]
    public void A_disc_is_drawn_and_a_colour_map_keeps_the_size()
    {
        using var mat = new Mat(9, 9, MatType.CV_8UC1, Scalar.All(0));
        using var result = new Mat();

        Cv2.Circle(mat, new Point(4, 4), 2, Scalar.All(255), -1);
        (mat.At<byte>(4, 4), mat.At<byte>(0, 0)).ShouldBe(((byte)255, (byte)0));
        Cv2.ApplyColorMap(mat, result, ColormapTypes.Inferno);
        (result.Type(), result.Size()).ShouldBe((MatType.CV_8UC3, mat.Size()));
    }

    [Fact]
    public void Text_is_as_wide_as_measured()
    {
        using var mat = new Mat(20, 60, MatType.CV_8UC1, Scalar.All(0));
        var size = Cv2.GetTextSize("ok", HersheyFonts.HersheySimplex, 0.4, 1, out var baseLine);

        Cv2.PutText(mat, "ok", new Point(2, 15), HersheyFonts.HersheySimplex, 0.4, Scalar.All(255));

        baseLine.ShouldBeGreaterThan(0);
        var columns = Pixels(mat).Select((value, i) => (value, Column: i % 60)).Where(p => p.value > 0).Select(p => p.Column).ToList();
        columns.Count.ShouldBeGreaterThan(10);
        columns.Max().ShouldBeInRange(size.Width / 2, size.Width + 3);
    }

    [Fact]
    public void The_version_is_that_of_OpenCV_4() => Cv2.GetVersionString()!.ShouldStartWith("4.");

    private static byte[] Pixels(Mat mat)
    {
        mat.GetArray(out byte[] pixels);
        return pixels;
    }
}
