using InspectFlow.Ingest;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Scoring;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Evaluation;

/// <summary>A picture's prepared pixels taken as its map: what the preparation did is undone where the map lies over the picture.</summary>
public sealed class MapPlaceTests
{
    private const int Width = 200;
    private const int Height = 120;
    private static readonly Rect Defect = new(90, 60, 20, 16);

    public static TheoryData<string> Names => new(Preparations.Keys);

    private static Dictionary<string, PreprocessingOptions> Preparations { get; } = new(StringComparer.Ordinal)
    {
        ["stretch"] = new() { Width = 64, Height = 64 },
        ["pad"] = new() { Width = 64, Height = 64, Fit = FitMode.Pad },
        ["crop"] = new() { Width = 64, Height = 64, Fit = FitMode.Crop },
        ["region"] = new() { Width = 64, Height = 48, Region = new() { X = 60, Y = 30, Width = 81, Height = 77 } },
        ["region, padded"] = new() { Width = 40, Height = 64, Fit = FitMode.Pad, Region = new() { X = 60, Y = 30, Width = 81, Height = 77 } },
        ["finer than the picture"] = new() { Width = 400, Height = 360 },
        ["tiles"] = new() { Width = 32, Height = 32, Tiling = new() { Overlap = 8, Scale = 0.5 } },
        ["tiles in a region"] = new() { Width = 32, Height = 32, Tiling = new() { Overlap = 8 }, Region = new() { X = 60, Y = 30, Width = 81, Height = 77 } },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_defect_lies_in_the_map_where_it_lies_in_the_picture(string name)
    {
        var options = Preparations[name];
        using var source = new Mat(Height, Width, MatType.CV_8UC1, Scalar.All(10));
        using (var part = source.SubMat(Defect))
        {
            part.SetTo(Scalar.All(200));
        }

        var picture = ToPicture(source, options);

        // By weight of what stands out, the middle of the defect.
        var (sum, sumX, sumY) = (0.0, 0.0, 0.0);
        for (var i = 0; i < picture.Length; i++)
        {
            var weight = float.IsFinite(picture[i]) ? picture[i] - 10 : 0;
            (sum, sumX, sumY) = (sum + weight, sumX + (weight * ((i % Width) + 0.5)), sumY + (weight * ((i / Width) + 0.5)));
        }

        (sumX / sum).ShouldBe(Defect.X + (Defect.Width / 2.0), 0.5);
        (sumY / sum).ShouldBe(Defect.Y + (Defect.Height / 2.0), 0.5);
        var mask = Enumerable.Range(0, picture.Length).Select(i =>
            i % Width is >= 90 and < 110 && i / Width is >= 60 and < 76).ToArray();
        var ranking = new PixelRanking();
        ranking.Add(picture, MaskRegions.Label(mask, Width));
        ranking.Measure().Auroc!.Value.ShouldBeGreaterThan(0.999);
        ranking.Measure().Aupro!.Value.ShouldBeGreaterThan(0.99);
    }

    [Fact]
    public void What_the_model_did_not_look_at_is_lowest()
    {
        using var source = new Mat(Height, Width, MatType.CV_8UC1, Scalar.All(10));
        var picture = ToPicture(source, Preparations["region"]);
        picture.Count(float.IsNegativeInfinity).ShouldBe((Width * Height) - (81 * 77));
        picture[(30 * Width) + 60].ShouldBe(10);
        picture[(30 * Width) + 59].ShouldBe(float.NegativeInfinity);
    }

    private static float[] ToPicture(Mat source, PreprocessingOptions options)
    {
        using var preprocessor = new Preprocessor(options);
        using var decoded = new DecodedPicture(source.Clone(), Width, Height, reduction: 1);
        var layout = preprocessor.Layout(decoded);
        var pixels = new byte[(layout?.Width ?? options.Width) * (layout?.Height ?? options.Height)];
        var content = preprocessor.Prepare(decoded, pixels);
        var item = new PreparedItem(
            new("a.png", "a.png", 1, default, IsSettled: true), "hash", ItemStatus.Ready, null, Width, Height, content, 0)
        {
            Tiles = layout,
        };
        return LocalMaps.Of([.. pixels.Select(p => (float)p)], item, options).ToPicture(Width, Height);
    }
}
