using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Training;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Choosing;

/// <summary>
/// Names the forms of model that are worth trying beside the first, where a line leaves family or size to the product: what was learned at
/// the pictures' own size at half of it, and, where all parts lie alike, a flow over pixels, which knows what each place of them looks like.
/// </summary>
internal static class Candidates
{
    // In less than a third of the time that the device trains by default, all of it is needed for one: 5 minutes on a processor.
    private const double FewestMinutes = TrainingOptions.ProcessorMinutes / 3;

    // A smaller picture at half its size is none to find defects on.
    private const int LeastForHalf = 256;

    // What the mean picture must explain for a flow over pixels to know each place: tiles cut anywhere correlate with theirs at 0.59, boards at 0.00.
    private const double Alike = 0.75;

    // Its dictionary; its features take a quarter of the time of as many at full size.
    private const double HalfTimeShare = 0.02;
    private const int PixelsRatio = 4;
    private const double PixelTimeShare = 0.1;

    // More good pixels take so much of a processor's time that nothing is left for trying.
    private const double MostPixelsPerMinute = 12e6;

    // What learns something of aligned parts in a minute or two.
    private const int PixelSide = 96;
    private const int PixelMultiple = 16;
    private const int PixelSteps = 4;
    private const int PixelChannels = 48;

    /// <summary>Names those to try beside the line as it is.</summary>
    /// <param name="line">The line, size and colour settled.</param>
    /// <param name="images">Its good images.</param>
    /// <param name="split">Their split.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="usualMinutes">The minutes for which its device trains by default.</param>
    public static IReadOnlyList<Candidate> Beside(
        LineDefinition line,
        PreparedImageSet images,
        SplitManifest split,
        TrainingOptions options,
        double usualMinutes = TrainingOptions.ProcessorMinutes)
    {
        var candidates = new List<Candidate>();
        var size = line.Preprocessing;
        var learned = split.Fit.Count + split.Select.Count;
        var minutes = options.TotalMinutes() * TrainingOptions.ProcessorMinutes / usualMinutes;
        if (line.Model.Family is not FlowArchitecture.Feature || split.Select.Count == 0 ||
            (options.Steps is null && minutes < Math.Max(FewestMinutes, (double)learned * size.Width * size.Height / MostPixelsPerMinute)))
        {
            return candidates;
        }

        if (line.HasAutomaticSize && line.Model is { Painted: true, MapFlow: false } && Math.Min(size.Width, size.Height) >= LeastForHalf)
        {
            var pictures = (learned + LaterScoring.Of(size, split)) / PixelsRatio;
            candidates.Add(new(line with { Preprocessing = PictureSize.Half(size) }, HalfTimeShare, pictures));
        }

        if (line.HasAutomaticSize && line.HasDefaultFamily && line.Model.Backbone is null && PictureLikeness.Of(images.Images) >= Alike)
        {
            var model = line.Model with { Family = FlowArchitecture.Glow, StepsPerLevel = PixelSteps, HiddenChannels = PixelChannels };
            candidates.Add(new(line with { Model = model, Preprocessing = ForPixels(size) }, PixelTimeShare));
        }

        return candidates;
    }

    private static PreprocessingOptions ForPixels(PreprocessingOptions size)
    {
        var scale = PixelSide / Math.Sqrt((double)size.Width * size.Height);
        return size with { Width = Side(size.Width), Height = Side(size.Height) };

        int Side(int side) => Math.Max(PixelMultiple, (int)Math.Round(side * scale / PixelMultiple) * PixelMultiple);
    }
}
