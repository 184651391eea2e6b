using InspectFlow.Ingest;

namespace InspectFlow.Jobs.Definitions;

/// <summary>The size of the prepared picture where nobody named one.</summary>
internal static class PictureSize
{
    // What encoders need sides to be multiples of.
    private const int Multiple = 32;

    // Fewer pixels know too little of a part; more cost time in proportion and help small defects only.
    private const int Least = 128;
    private const int Most = 512;

    // A picture little larger stays as it is: made smaller by so little it would lose its sharpest edges and save little.
    private const int Kept = 640;
    private const int Usual = 256;

    /// <summary>Why a size is as <see cref="For"/> has it.</summary>
    public static readonly string Reason = FormattableString.Invariant(
        $"the good pictures' own size in steps of {Multiple}, {Most} on the longer side where they have more than {Kept}");

    /// <summary>Gives preprocessing at the usual size, until pictures are known.</summary>
    public static PreprocessingOptions Default(PreprocessingOptions preprocessing) => preprocessing with { Width = Usual, Height = Usual };

    /// <summary>Gives preprocessing at the size of another.</summary>
    public static PreprocessingOptions Take(PreprocessingOptions preprocessing, PreprocessingOptions from) =>
        preprocessing with { Width = from.Width, Height = from.Height };

    /// <summary>Gives preprocessing at the size of pictures: as many pixels as they have up to 640 on the longer side, else 512.</summary>
    /// <param name="preprocessing">The preprocessing.</param>
    /// <param name="width">The width of the part looked at, in the camera's pixels.</param>
    /// <param name="height">Its height.</param>
    public static PreprocessingOptions For(PreprocessingOptions preprocessing, int width, int height)
    {
        var longer = Math.Max(width, height);
        var scale = longer <= Kept ? 1 : (double)Most / longer;
        return preprocessing with { Width = Round(width * scale), Height = Round(height * scale) };
    }

    private static int Round(double side) => Math.Clamp((int)Math.Round(side / Multiple) * Multiple, Least, Kept);
}
