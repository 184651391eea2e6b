using System.Security.Cryptography;
using System.Text;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;
using InspectFlow.Tests.TestDoubles;
using Microsoft.Data.Sqlite;

namespace InspectFlow.Tests.Reporting;

/// <summary>A database in a folder of its own, with a line, a model and a calibration at 10 for the nll.</summary>
internal sealed class StoreFixture : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

    public StoreFixture()
    {
        Folder = Directory.CreateTempSubdirectory("inspectflow-store-");
        DatabasePath = Path.Combine(Folder.FullName, "inspectflow.db");
        Store = InspectionStore.Open(DatabasePath, Time);
        Line = Store.EnsureLine("castings", """{"name":"castings"}""");
        Model = Store.AddModel(NewModel("model"));
        Calibration = Store.AddCalibration(NewCalibration(10, 20), [Reference("good/1.png", 3), Reference("good/2.png", 4)]);
    }

    public DirectoryInfo Folder { get; }

    public string DatabasePath { get; }

    public FakeClock Time { get; } = new(Start);

    public InspectionStore Store { get; private set; }

    public LineRecord Line { get; }

    public ModelRecord Model { get; }

    public CalibrationRecord Calibration { get; }

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static ReferenceScore Reference(string path, double nll) =>
        new() { ContentHash = Hash(path), Path = path, Nll = nll, Peak = nll / 100, BitsPerDim = nll / 10 };

    public static CaptureResult Image(string path, double nll, string? content = null) => new()
    {
        Path = path,
        Size = 1000,
        Modified = Start.AddMinutes(-5),
        Part = "P7",
        ContentHash = Hash(content ?? path),
        Width = 64,
        Height = 48,
        Scores = new ScoreValues { Nll = nll, Peak = nll / 100, LatentDistance = nll / 2, Pc1 = 1, Pc2 = -1 },
    };

    public static CaptureResult Broken(string path) => new()
    {
        Path = path,
        Size = 10,
        Modified = Start.AddMinutes(-5),
        Error = "the data ends in the middle of the picture",
    };

    public NewModel NewModel(string name) => new()
    {
        Sha256 = Hash(name),
        LineId = Line.Id,
        Family = "glow",
        Path = "/models/" + name,
        TrainedAt = Start.AddDays(-1),
    };

    public NewCalibration NewCalibration(double review, double reject) => new()
    {
        LineId = Line.Id,
        ModelId = Model.Id,
        Score = ScoreNames.Nll,
        Precision = "fp32",
        Calibration = new Calibration
        {
            Reference = new ReferenceScores([3, 4, 5, review]),
            Review = new CalibratedThreshold(99, 4, review, FalseAlarmInterval.Of(4, 4)),
            Reject = new CalibratedThreshold(99.9, 4, reject, FalseAlarmInterval.Of(4, 4)),
            Warnings = ["few images"],
        },
    };

    public NewRun Scan(DateTimeOffset? nominal = null, string? calibrationId = null) => new()
    {
        LineId = Line.Id,
        Job = "scan",
        NominalAt = nominal ?? Start,
        ModelId = Model.Id,
        CalibrationId = calibrationId ?? Calibration.Id,
        Precision = "fp32",
    };

    public RunRecord BeginScan(DateTimeOffset? nominal = null) => Store.BeginRun(Scan(nominal)).Run;

    public Decision Decide(ScoreValues scores) =>
        new DecisionMaker(Calibration.Calibration).Decide(scores.Nll ?? double.NaN);

    public IReadOnlyList<WrittenCapture> Write(string runId, params CaptureResult[] results) =>
        Store.WriteBatch(runId, results, Decide);

    /// <summary>Opens the same file anew, as the next process would.</summary>
    public InspectionStore Reopen(StorageOptions? options = null)
    {
        Store.Dispose();
        Store = InspectionStore.Open(DatabasePath, Time, options);
        return Store;
    }

    public SqliteConnection Raw()
    {
        var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False;Foreign Keys=True;Default Timeout=1");
        connection.Open();
        return connection;
    }

    public void Dispose()
    {
        Store.Dispose();
        Folder.Delete(recursive: true);
    }
}
