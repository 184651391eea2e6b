using InspectFlow.Ingest;

namespace InspectFlow.Jobs.Definitions;

/// <summary>Whether prepared pictures are in colour where nobody said so.</summary>
internal static class PictureColor
{
    // Five of 255 levels: more than cameras and JPEG leave behind when their noise is averaged.
    private const double LeastContent = 0.02;

    /// <summary>Gives the colour mode for good pictures: colour where half of them or more have colours.</summary>
    /// <param name="contents">How much colour each has (<see cref="ColorContent"/>).</param>
    public static ColorMode For(IReadOnlyCollection<double> contents) =>
        contents.Count > 0 && 2 * contents.Count(c => c >= LeastContent) >= contents.Count ? ColorMode.Rgb : ColorMode.Gray;
}
