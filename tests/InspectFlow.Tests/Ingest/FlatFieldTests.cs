using System.Text.Json;
using InspectFlow.Ingest;
using InspectFlow.Tests.TestDoubles;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest;

public sealed class FlatFieldTests : IDisposable
{
    private const int Width = 320;
    private const int Height = 240;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(8, ColorMode.Gray)]
    [InlineData(8, ColorMode.Rgb)]
    [InlineData(16, ColorMode.Gray)]
    [InlineData(16, ColorMode.Rgb)]
    public void A_vignetted_even_surface_becomes_even(int bits, ColorMode color)
    {
        using var surface = Lit((_, _) => 200, bits, dark: 0);
        var options = Options(Write("flat.png", surface), dark: null, o => o with { Color = color });

        var pixels = Prepare(surface, options);

        (pixels.Max() - pixels.Min()).ShouldBeLessThanOrEqualTo(2);
        var plain = Prepare(surface, options.WithoutFlatField());
        (plain.Max() - plain.Min()).ShouldBeGreaterThan(60);
        pixels.Average(p => p).ShouldBe(plain.Average(p => p), 2);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void An_unevenly_lit_picture_comes_back_within_rounding(int bits)
    {
        static double Scene(int x, int y) => 60 + (x / 40 % 2 * 50) + (y / 30 % 2 * 40);
        using var reference = Lit((_, _) => 220, bits, dark: 12);
        using var lit = Lit(Scene, bits, dark: 12);
        using var black = Lit((_, _) => 0, bits, dark: 12);
        var options = Options(Write("flat.png", reference), Write("dark.png", black));

        var corrected = Prepare(lit, options);

        // What an even light of the reference's mean strength would have shown.
        var strength = Enumerable.Range(0, Width * Height).Average(i => Light(i % Width, i / Width));
        using var even = Picture((x, y) => Scene(x, y) * strength, bits);
        corrected.Zip(Prepare(even, options.WithoutFlatField()), (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public void The_field_stays_within_the_region_and_fits_a_crop_of_it()
    {
        using var surface = Lit((_, _) => 200, 8, dark: 0);
        var options = Options(Write("flat.png", surface), dark: null, o => o with
        {
            Region = new() { X = 100, Y = 20, Width = 200, Height = 160 }, Fit = FitMode.Crop, Width = 40, Height = 40,
        });

        var pixels = Prepare(surface, options);

        (pixels.Max() - pixels.Min()).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Dead_cells_take_the_light_around_them()
    {
        using var surface = Lit((_, _) => 200, 8, dark: 0);
        using var reference = surface.Clone();
        using (var dust = reference.SubMat(new Rect(100, 100, 12, 12)))
        {
            dust.SetTo(Scalar.All(0));
        }

        var options = Options(Write("flat.png", reference), dark: null) with { Width = Width, Height = Height };

        var pixels = Prepare(surface, options);

        (pixels.Max() - pixels.Min()).ShouldBeLessThanOrEqualTo(8);
    }

    [Fact]
    public void The_mean_of_images_stands_for_a_reference_frame()
    {
        var paths = Enumerable.Range(0, 24).Select(i =>
        {
            var random = new KeyedRandom(i);
            using var picture = Lit((_, _) => 150 + random.NextInt(60), 8, dark: 0);
            return Write($"{i}.png", picture);
        }).ToList();
        using var surface = Lit((_, _) => 200, 8, dark: 0);
        var options = new PreprocessingOptions { Width = 32, Height = 24, FlatField = new() };

        var field = FlatFieldBuilder.Build(options, new(), paths, CancellationToken.None);
        var pixels = Prepare(surface, options with { MeasuredFlatField = field });

        field.ReferenceSha256.ShouldBeNull();
        (pixels.Max() - pixels.Min()).ShouldBeLessThanOrEqualTo(12);
        field.Gain.ShouldBe(FlatFieldBuilder.Build(options, new(), paths, CancellationToken.None).Gain);
    }

    [Fact]
    public void The_part_does_not_survive_in_the_mean_of_images()
    {
        // A fine pattern that all images share is the part's, and stays.
        using var picture = Picture((x, _) => x / 4 % 2 == 0 ? 80 : 160, 8);
        var options = new PreprocessingOptions { Width = Width, Height = Height, FlatField = new() };
        var field = FlatFieldBuilder.Build(options, new(), [Write("a.png", picture)], CancellationToken.None);

        var pixels = Prepare(picture, options with { MeasuredFlatField = field });

        pixels.Zip(Prepare(picture, options.WithoutFlatField()), (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo(8);
    }

    [Fact]
    public void A_picture_of_another_size_is_refused_and_both_sizes_named()
    {
        using var surface = Lit((_, _) => 200, 8, dark: 0);
        var options = Options(Write("flat.png", surface), dark: null);
        using var other = TestImages.Gray(100, 80);

        Should.Throw<PreparationException>(() => Prepare(other, options)).Message
            .ShouldBe("the picture has 100×80 pixels, but the flat field is for 320×240; correct the camera's format, or train with a flat field of this size");
    }

    [Fact]
    public void Frames_that_cannot_serve_are_refused_with_the_remedy()
    {
        using var surface = Lit((_, _) => 200, 8, dark: 0);
        using var black = new Mat(Height, Width, MatType.CV_8UC1, Scalar.All(0));
        using var deep = Lit((_, _) => 0, 16, dark: 3);
        var flat = Write("flat.png", surface);

        Should.Throw<FlatFieldException>(() => Options(folder.File("none.png"), null)).Message.ShouldContain("cannot be read");
        folder.Write("text.png", "no picture");
        Should.Throw<FlatFieldException>(() => Options(folder.File("text.png"), null)).Message.ShouldContain("not a PNG");
        Should.Throw<FlatFieldException>(() => Options(Write("black.png", black), null)).Message.ShouldContain("no brighter than darkness");
        Should.Throw<FlatFieldException>(() => Options(flat, Write("deep.png", deep))).Message.ShouldContain("of 16 bits, but");
        var ofImages = new PreprocessingOptions { Width = 32, Height = 24, FlatField = new() };
        Should.Throw<FlatFieldException>(() => FlatFieldBuilder.Build(ofImages, new(), [flat, folder.File("gone.png"), flat], CancellationToken.None))
            .Message.ShouldContain("gone.png");
    }

    [Fact]
    public void A_field_comes_back_from_text_to_the_last_bit()
    {
        using var surface = Lit((_, _) => 200, 8, dark: 4);
        using var black = Lit((_, _) => 0, 8, dark: 4);
        var field = Options(Write("flat.png", surface), Write("dark.png", black)).MeasuredFlatField!;

        var copy = JsonSerializer.Deserialize<FlatField>(JsonSerializer.Serialize(field))!;

        copy.Gain.ShouldBe(field.Gain);
        copy.Dark.ShouldBe(field.Dark);
        (copy with { Gain = field.Gain, Dark = field.Dark }).ShouldBe(field);
    }

    [Fact]
    public void Reduced_jpeg_pictures_are_corrected_at_their_size()
    {
        using var surface = Lit((_, _) => 200, 8, dark: 0);
        var options = Options(Write("flat.png", surface), dark: null) with { Width = 20, Height = 15, ReducedJpeg = true };
        using var decoded = new ImageDecoder(new()).Decode(TestImages.Encode(surface, ".jpg"), "x", options);
        using var preprocessor = new Preprocessor(options);
        var pixels = new byte[options.CountBytes()];

        preprocessor.Prepare(decoded, pixels);

        decoded.Reduction.ShouldBe(4);
        (pixels.Max() - pixels.Min()).ShouldBeLessThanOrEqualTo(3);
    }

    private static byte[] Prepare(Mat picture, PreprocessingOptions options)
    {
        using var preprocessor = new Preprocessor(options);
        var pixels = new byte[options.CountBytes()];
        preprocessor.Prepare(picture, pixels);
        return pixels;
    }

    private static PreprocessingOptions Options(string reference, string? dark, Func<PreprocessingOptions, PreprocessingOptions>? change = null)
    {
        var plain = new PreprocessingOptions { Width = 64, Height = 48, FlatField = new() { Reference = reference, Dark = dark } };
        var options = change?.Invoke(plain) ?? plain;
        return options with { MeasuredFlatField = FlatFieldBuilder.Build(options, new(), [], CancellationToken.None) };
    }

    private string Write(string name, Mat picture)
    {
        var path = folder.File(name);
        File.WriteAllBytes(path, TestImages.Encode(picture, ".png"));
        return path;
    }

    // A lamp on the left and a lens's fall-off towards the corners.
    private static double Light(int x, int y)
    {
        var (u, v) = ((x - 160.0) / 200, (y - 120.0) / 200);
        return (1 - (0.15 * u)) * Math.Pow(1 / (1 + (0.45 * ((u * u) + (v * v)))), 2);
    }

    private static Mat Lit(Func<int, int, double> scene, int bits, double dark) =>
        Picture((x, y) => (scene(x, y) * Light(x, y)) + dark, bits);

    private static Mat Picture(Func<int, int, double> scene, int bits)
    {
        var values = Enumerable.Range(0, Width * Height).Select(i => scene(i % Width, i / Width)).ToArray();
        var mat = new Mat(Height, Width, bits == 8 ? MatType.CV_8UC1 : MatType.CV_16UC1);
        if (bits == 8)
        {
            mat.SetArray(Array.ConvertAll(values, v => (byte)Math.Round(v)));
        }
        else
        {
            mat.SetArray(Array.ConvertAll(values, v => (ushort)Math.Round(v * 257)));
        }

        return mat;
    }
}
