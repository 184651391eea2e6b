using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Nightly;

/// <summary>A flagged image, as the page shows it.</summary>
/// <param name="Rank">Its place, 1 for the worst.</param>
/// <param name="Row">The image.</param>
/// <param name="Pictures">Its pictures.</param>
public sealed record NightItem(int Rank, InspectionRow Row, ItemPictures Pictures)
{
    /// <summary>Gets the name by which links in the page reach it.</summary>
    public string Anchor => $"flagged-{Rank}";
}
