using InspectFlow.Reporting.Extremal;
using InspectFlow.Reporting.Nightly;
using InspectFlow.Reporting.Pictures;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Tests.Reporting.Nightly;

/// <summary>A database whose runs are reported into a folder beside it.</summary>
internal sealed class NightFixture : IDisposable
{
    public StoreFixture Database { get; } = new();

    public string Folder => Path.Combine(Database.Folder.FullName, "report");

    public string Page => Text(ReportFiles.Page);

    /// <summary>An image of which every picture is kept.</summary>
    public static CaptureResult Pictured(string path, double nll, string? content = null, double low = 1)
    {
        var map = new EvidenceMap(ScoreNames.Nll, low, 3, 0.25, 0.75);
        return StoreFixture.Image(path, nll, content) with
        {
            Evidence =
            [
                Evidence(EvidenceKind.Thumbnail, null),
                Evidence(EvidenceKind.Picture, null),
                Evidence(EvidenceKind.Map, map),
                Evidence(EvidenceKind.Crop, map),
            ],
        };

        EvidencePicture Evidence(EvidenceKind kind, EvidenceMap? shown) => new()
        {
            Kind = kind,
            Reason = EvidenceReason.Flagged,
            Map = shown,
            Picture = new EncodedPicture { MediaType = "image/webp", Width = 1, Height = 1, Bytes = [(byte)kind, .. (content ?? path).Select(c => (byte)c)] },
        };
    }

    /// <summary>Puts a picture of one byte, 42, into the model's gallery.</summary>
    public Neighbour AddGood(string path, double correlation)
    {
        var picture = new EncodedPicture { MediaType = "image/webp", Width = 1, Height = 1, Bytes = [42] };
        var good = new GoodPicture { ContentHash = StoreFixture.Hash(path), Path = path, Look = [1], Picture = picture };
        Database.Store.AddGallery(Database.Model.Id, [good]);
        return new(good.ContentHash, correlation);
    }

    public string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public string[] Lines(string file) => File.ReadAllLines(Path.Combine(Folder, file));

    /// <summary>Scans some images as one night.</summary>
    public RunRecord Scan(int night, params CaptureResult[] images)
    {
        var run = Database.BeginScan(StoreFixture.Start.AddDays(night));
        Database.Write(run.Id, images);
        Database.Time.Advance(TimeSpan.FromSeconds(30));
        return Database.Store.FinishRun(run.Id, new RunEnd { Status = RunStatus.Completed, Listed = images.Length });
    }

    /// <summary>Writes the report of a run.</summary>
    public NightReport Report(RunRecord run, NightReportOptions? options = null, bool hasMaps = true)
    {
        var report = new NightReader(Database.Store).Read(run, "castings", options) with
        {
            Legend = hasMaps ? new MapLegend(new MapScale(1, 3), "local negative log-likelihood", "nats per pixel") : null,
        };
        new NightWriter(Database.Store).Write(report, Folder, StoreFixture.Start);
        return report;
    }

    /// <summary>Scans one night and writes its report.</summary>
    public NightReport Report(params CaptureResult[] images) => Report(Scan(0, images));

    public static NightReportOptions Extremes(int count) => new() { Extremal = new ExtremalOptions { Count = count } };

    public void Dispose() => Database.Dispose();
}
