using InspectFlow.Benchmarks.Rows;
using InspectFlow.Reporting.Drift;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Benchmarks.Review;

/// <summary>
/// A database as months of nights leave it: scored images, one in forty flagged with its pictures, audit samples, extremes, drift, and
/// verdicts on every fifth flag.
/// </summary>
internal sealed class ReviewRows
{
    private const int AuditSample = 5;
    private const int Extremes = 12;
    private const int PictureBytes = 6000;
    private static readonly string[] Kinds = ["scratch", "dent", "stain"];
    private readonly InspectionStore store;
    private readonly RowGenerator rows;

    public ReviewRows(InspectionStore store, NightClock clock)
    {
        this.store = store;
        rows = new RowGenerator(store, clock, new CalibrationOptions { Review = 97.5, Reject = 99.5 }) { Pictures = Pictures };
        store.Activate(rows.Line.Id, rows.Calibration.ModelId, rows.Calibration.Id, "benchmark");
    }

    public LineRecord Line => rows.Line;

    public RunRecord Latest => rows.Latest;

    public int Count => rows.Count;

    /// <summary>Gets the images of the queue.</summary>
    public ReviewFilter All => new() { LineIds = [Line.Id], State = null };

    /// <summary>Adds one night with everything that a scan and its report keep.</summary>
    public void AddNight()
    {
        rows.AddNight();
        var ok = store.ReadScores(Latest.Id).Where(r => r.Outcome is Outcome.Ok).Take(4 * Extremes).ToList();
        store.AddAudit(Latest.Id, [.. ok.Take(AuditSample).Select(r => r.CaptureId)]);
        ExtremeKind[] kinds = [ExtremeKind.Farthest, ExtremeKind.Nearest, ExtremeKind.Highest, ExtremeKind.Lowest];
        store.SetExtremes(Latest.Id, [.. ok.Select((r, i) => new ExtremeRecord
        {
            Kind = kinds[i / Extremes],
            Rank = (i % Extremes) + 1,
            CaptureId = r.CaptureId,
            Value = r.Nll!.Value,
        })]);
        new DriftRecorder(store).Record(Latest);
    }

    /// <summary>Judges every fifth image of the queue.</summary>
    public void Judge()
    {
        foreach (var chunk in store.ReadReview(All).Where((_, i) => i % 5 == 0).ToList().Chunk(500))
        {
            store.AddVerdicts([.. chunk.Select((r, i) => new NewVerdict
            {
                CaptureId = r.CaptureId,
                SeenVersion = 0,
                CalibrationId = r.CalibrationId,
                Verdict = i % 3 == 0 ? VerdictKind.Good : VerdictKind.Defective,
                DefectType = i % 3 == 0 ? null : Kinds[i % Kinds.Length],
                GivenBy = "Anna",
            })]);
        }
    }

    private static EvidencePicture[] Pictures(int image) =>
    [
        .. Enum.GetValues<EvidenceKind>().Select(kind => new EvidencePicture
        {
            Kind = kind,
            Reason = EvidenceReason.Flagged,
            Picture = Picture(image, kind),
            Map = kind is EvidenceKind.Thumbnail or EvidenceKind.Picture ? null : new(ScoreNames.Nll, 0, 1, 0.5, 0.5),
        }),
    ];

    // Bytes that no browser shows: what they weigh in the database is what matters here.
    private static EncodedPicture Picture(int image, EvidenceKind kind)
    {
        var random = new KeyedRandom(2, image, (int)kind);
        var bytes = new byte[PictureBytes];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)random.NextInt(256);
        }

        return new() { MediaType = "image/webp", Width = 384, Height = 288, Bytes = bytes };
    }
}
