namespace InspectFlow.Reporting.Export;

/// <summary>What an export holds.</summary>
/// <param name="Train">Good images in train/good.</param>
/// <param name="TestGood">Good images in test/good.</param>
/// <param name="Defective">Defective images under test/.</param>
/// <param name="Stored">How many of all these are stored pictures, because the source file is gone or has other content by now.</param>
/// <param name="Missing">Judged images of which nothing is left.</param>
public sealed record ExportSummary(int Train, int TestGood, int Defective, int Stored, int Missing)
{
    /// <summary>Counts the images of an export.</summary>
    /// <param name="images">The images.</param>
    /// <returns>The summary.</returns>
    public static ExportSummary Of(IReadOnlyCollection<ExportedImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var train = images.Count(i => i.File?.StartsWith(ExportNames.TrainGood + "/", StringComparison.Ordinal) ?? false);
        var good = images.Count(i => i.File?.StartsWith(ExportNames.TestGood + "/", StringComparison.Ordinal) ?? false);
        var missing = images.Count(i => i.File is null);
        return new(train, good, images.Count - train - good - missing, images.Count(i => i.From is ExportedFrom.Picture or ExportedFrom.Thumbnail), missing);
    }
}
