using InspectFlow.Ingest;
using OpenCvSharp;

namespace InspectFlow.Tests.Ingest.Alignment;

/// <summary>A drawn pin before an unevenly lit background: a broad head and a long thin shank, 100 by 24 pixels.</summary>
internal sealed record Pin(double CenterX, double CenterY, double Angle)
{
    public const int Length = 100;
    public const int Breadth = 24;

    private const int HeadLength = 20;
    private const int ShankBreadth = 10;
    private const int Samples = 4;

    /// <summary>Gets the seed of the noise.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Gets what is at a place of the pin, along from its middle towards the thin end and across: 1, 0, or between for a mark on it.</summary>
    public Func<double, double, double> At { get; init; } = static (along, across) => IsPart(along, across) ? 1 : 0;

    public static bool IsPart(double along, double across) =>
        Math.Abs(along) <= Length / 2.0 && Math.Abs(across) <= (along < HeadLength - (Length / 2.0) ? Breadth : ShankBreadth) / 2.0;

    /// <summary>Draws it, dark on light, with 8 bits, or with 16 of the same levels times 256.</summary>
    public Mat Draw(int width, int height, MatType? type = null)
    {
        var random = new KeyedRandom(Seed);
        var (sin, cos) = Math.SinCos(Angle);
        var values = new double[width * height];
        for (var i = 0; i < values.Length; i++)
        {
            var (row, column) = Math.DivRem(i, width);
            var share = 0.0;
            for (var s = 0; s < Samples * Samples; s++)
            {
                var (x, y) = (column + (((s % Samples) + 0.5) / Samples) - CenterX, row + (((s / Samples) + 0.5) / Samples) - CenterY);
                share += At((x * cos) + (y * sin), (y * cos) - (x * sin)) / (Samples * Samples);
            }

            var background = 170 + (20.0 * column / width) - (15.0 * row * row / height / height);
            values[i] = (background * (1 - share)) + (60 * share) + (3 * (random.NextDouble() - 0.5));
        }

        if (type == MatType.CV_16UC1)
        {
            var deep = new Mat(height, width, MatType.CV_16UC1, Scalar.All(0));
            deep.SetArray(Array.ConvertAll(values, v => (ushort)(v * 256)));
            return deep;
        }

        var picture = new Mat(height, width, MatType.CV_8UC1, Scalar.All(0));
        picture.SetArray(Array.ConvertAll(values, v => (byte)Math.Round(v)));
        return picture;
    }

    /// <summary>Prepares its picture of 200×190 pixels.</summary>
    public (byte[] Pixels, PartPose? Pose, ContentRectangle Content) Prepare(PreprocessingOptions options)
    {
        using var picture = new DecodedPicture(Draw(200, 190), 200, 190, reduction: 1);
        using var preprocessor = new Preprocessor(options);
        var pixels = new byte[options.CountBytes()];
        var pose = preprocessor.FindPose(picture);
        return (pixels, pose, preprocessor.Prepare(picture, pixels, pose: pose));
    }

    /// <summary>Finds it in its picture.</summary>
    public FoundPart? Find(int width, int height, MatType? type = null)
    {
        using var finder = new PartFinder();
        using var picture = new DecodedPicture(Draw(width, height, type), width, height, reduction: 1);
        return finder.Find(picture);
    }
}
