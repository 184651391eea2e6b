using InspectFlow.Ingest;

namespace InspectFlow.Jobs.Definitions;

/// <summary>The size of the prepared picture where nobody named one.</summary>
internal static class PictureSize
{
    // What encoders need sides to be multiples of.
    private const int Multiple = 32;

    // Fewer pixels know too little of a part.
    private const int Least = 128;

    // Time grows with the pixels, whatever the sides: a long web of cloth needs its full width.
    private const int MostSide = 1024;
    private const int MostPixels = MostSide * MostSide;
    private const int Usual = 256;

    // Training holds all good pictures in memory, some of them twice, and looks at each a few times.
    private const double MostBytes = 1.5e9;

    // Blurred by so much, a picture shows all that it would with more pixels, and a network sees farther in it. Cracks of metal parts were
    // found best at 0.84, worse by 0.1 at 1.45 and by 0.05 at 0.49.
    private const double MostBlur = 0.8;

    // Smaller pictures have the time to be looked at as they are: cells of 288 pixels a side, blurred by 1.2, were found no better at 160.
    private const int LeastSharp = 256;
    private const double LargestShrinking = 0.8;

    /// <summary>Why a size is as <see cref="For"/> has it.</summary>
    public static readonly string Reason = FormattableString.Invariant(
        $"the good pictures' own size in steps of {Multiple}, made smaller where they have more pixels than {MostSide}×{MostSide} or {MostBytes / 1e9} GB altogether, and, down to {LeastSharp} a side, where they are blurred by more than {MostBlur} pixels");

    /// <summary>Gives preprocessing at the usual size, until pictures are known.</summary>
    public static PreprocessingOptions Default(PreprocessingOptions preprocessing) => preprocessing with { Width = Usual, Height = Usual };

    /// <summary>Gives preprocessing at the size of another.</summary>
    public static PreprocessingOptions Take(PreprocessingOptions preprocessing, PreprocessingOptions from) =>
        preprocessing with { Width = from.Width, Height = from.Height };

    /// <summary>
    /// Gives preprocessing at the size of pictures: all their pixels up to 1024 × 1024 of them, whatever the shape, else about so many; fewer
    /// where there are thousands of pictures.
    /// </summary>
    /// <param name="preprocessing">The preprocessing, its colour settled.</param>
    /// <param name="width">The width of the part looked at, in the camera's pixels.</param>
    /// <param name="height">Its height.</param>
    /// <param name="count">How many good pictures there are.</param>
    public static PreprocessingOptions For(PreprocessingOptions preprocessing, int width, int height, int count)
    {
        var most = Math.Min(MostPixels, MostBytes / (preprocessing.CountChannels() * Math.Max(1, count)));
        var scale = Math.Min(1, Math.Sqrt(most / ((double)width * height)));

        var (shorter, longer) = (Math.Min(width, height) * scale, Math.Max(width, height) * scale);

        // A short side that is lifted to the least takes its pixels from the long one.
        var (least, largest) = (Round(shorter), Round(Math.Min(longer, shorter < Least ? most / Least : longer)));
        return preprocessing with { Width = width < height ? least : largest, Height = width < height ? largest : least };
    }

    /// <summary>
    /// Gives preprocessing at a size at which pictures are as sharp as their pixels are fine, where that is a fifth smaller at least and no less
    /// than 256 pixels on the shorter side.
    /// </summary>
    /// <param name="own">The preprocessing at the pictures' own size.</param>
    /// <param name="blur">How blurred they are at that size, in pixels (<see cref="PictureBlur"/>).</param>
    /// <param name="count">How many good pictures there are.</param>
    public static PreprocessingOptions Sharp(PreprocessingOptions own, double blur, int count)
    {
        var scale = Math.Max(MostBlur / Math.Max(blur, MostBlur), (double)LeastSharp / Math.Min(own.Width, own.Height));
        return scale > LargestShrinking ? own : For(own, (int)Math.Round(own.Width * scale), (int)Math.Round(own.Height * scale), count);
    }

    /// <summary>Gives preprocessing at half the size, or near it where half a side is no step: as nearly in the shape of the whole as can be.</summary>
    public static PreprocessingOptions Half(PreprocessingOptions preprocessing)
    {
        var shape = Math.Log((double)preprocessing.Width / preprocessing.Height);
        var (width, height) = Near(preprocessing.Width)
            .SelectMany(_ => Near(preprocessing.Height), (w, h) => (w, h))
            .MinBy(s => Math.Abs(Math.Log((double)s.w / s.h) - shape));
        return preprocessing with { Width = width, Height = height };

        static IEnumerable<int> Near(int side) => new[] { side / (2 * Multiple), ((side / 2) + Multiple - 1) / Multiple }.Select(m => Math.Max(Least, m * Multiple)).Distinct();
    }

    private static int Round(double side) => Math.Clamp((int)Math.Round(side / Multiple) * Multiple, Least, MostPixels / Least);
}
