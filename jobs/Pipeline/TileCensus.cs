using InspectFlow.Ingest;

namespace InspectFlow.Jobs.Pipeline;

/// <summary>Counts tiles over the pictures of a run. Not for concurrent use.</summary>
internal sealed class TileCensus
{
    private TileLayout? fewest;
    private TileLayout? most;
    private long total;

    /// <summary>Counts the tiles of pictures; those without are passed over.</summary>
    public void Add(IEnumerable<TileLayout?> layouts)
    {
        foreach (var layout in layouts.OfType<TileLayout>())
        {
            fewest = fewest is null || layout.Count < fewest.Count ? layout : fewest;
            most = most is null || layout.Count > most.Count ? layout : most;
            total += layout.Count;
        }
    }

    /// <summary>Tells the count for a person, for example <c>324 a picture (36×9 of 256×256, overlap at least 32), 3240 in all</c>; null for none.</summary>
    public string? ToText() => most is null
        ? null
        : FormattableString.Invariant($"{(fewest!.Count < most.Count ? $"{fewest.Count} to " : string.Empty)}{most.Count} a picture ({most}), {total} in all");
}
