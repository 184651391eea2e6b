using System.Globalization;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Reporting.Pictures;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Evaluation;

/// <summary>Writes pictures of found and missed defects for people.</summary>
internal sealed class DefectPictures
{
    /// <summary>The folder inside the output.</summary>
    public const string FolderName = "defects";

    private const string FoundPrefix = "found-";
    private const string MissedPrefix = "missed-";

    private readonly string folder;
    private readonly GroundTruth? truth;
    private readonly ImageDecoder decoder;
    private readonly DefectPanelRenderer renderer;
    private readonly CalibrationRecord calibration;
    private readonly MapScale scale;
    private readonly string mapTitle;
    private readonly Dictionary<string, (InspectionRow Row, string Name)> chosen = new(StringComparer.Ordinal);

    /// <summary>Chooses the defects, and takes away what an earlier run left in the folder.</summary>
    public DefectPictures(
        string output,
        IEnumerable<InspectionRow> rows,
        int count,
        GroundTruth? truth,
        ImageDecoder decoder,
        PreprocessingOptions preprocessing,
        CalibrationRecord calibration,
        MapScale scale,
        string mapTitle)
    {
        (folder, this.truth, this.decoder, this.calibration) = (Path.Combine(output, FolderName), truth, decoder, calibration);
        (this.scale, this.mapTitle) = (scale, mapTitle);
        renderer = new(new EvidenceOptions { BlackLevel = preprocessing.BlackLevel, WhiteLevel = preprocessing.WhiteLevel });
        Directory.CreateDirectory(folder);
        foreach (var old in Directory.GetFiles(folder, FoundPrefix + "*.png").Concat(Directory.GetFiles(folder, MissedPrefix + "*.png")))
        {
            File.Delete(old);
        }

        var (found, missed) = PictureChoice.Choose(rows, count);
        Name(found, FoundPrefix);
        Name(missed, MissedPrefix);
        (Found, Missed) = (found.Count, missed.Count);
    }

    /// <summary>Gets the number of found defects that are shown.</summary>
    public int Found { get; }

    /// <summary>Gets the number of missed defects that are shown.</summary>
    public int Missed { get; }

    /// <summary>Gets the folder.</summary>
    public string Folder => folder;

    /// <summary>Tells whether a picture was chosen.</summary>
    public bool Has(string path) => chosen.ContainsKey(path);

    /// <summary>Writes the picture of an image that was chosen; does nothing for another.</summary>
    public void Write(ScoredImage image)
    {
        if (!chosen.TryGetValue(image.Item.File.RelativePath, out var pick))
        {
            return;
        }

        using var source = decoder.Decode(File.ReadAllBytes(image.Item.File.Path), image.Item.File.Path);
        var panel = new DefectPanel
        {
            Mask = truth?.Read(pick.Row.Path),
            Map = image.MapOf(calibration.Score),
            Scale = scale,
            MapTitle = mapTitle,
            Caption = Caption(pick.Row),
        };
        File.WriteAllBytes(Path.Combine(folder, pick.Name), renderer.Render(source, panel));
    }

    private void Name(IReadOnlyList<InspectionRow> rows, string prefix)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var path = Path.ChangeExtension(rows[i].Path, null).Replace('/', '-');
            chosen.Add(rows[i].Path, (rows[i], FormattableString.Invariant($"{prefix}{i + 1:D2}-{path}.png")));
        }
    }

    private string[] Caption(InspectionRow row)
    {
        var review = calibration.Calibration.Review;
        var value = row.Value(calibration.Score)?.ToString("G4", CultureInfo.InvariantCulture) ?? "not a number";
        return
        [
            $"{(row.Outcome is not Outcome.Ok ? "found" : "missed")}: {row.Path}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{calibration.Score} {value}, review threshold {review.Value:G4} (percentile {review.Percentile:0.##} of {calibration.Calibration.Reference.Count} good)"),
        ];
    }
}
