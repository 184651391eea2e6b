using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Benchmarks.Rows;

/// <summary>
/// Fills a store as scans do, night by night, through the store's own interface: look up the known files, write batches,
/// end the run. Only the scores are drawn instead of computed. Equal arguments give equal rows.
/// </summary>
internal sealed class RowGenerator
{
    /// <summary>How many files the database is asked for at a time, as in a scan.</summary>
    public const int LookUp = 500;

    /// <summary>How many images a night has.</summary>
    public const int PerNight = 10_000;

    /// <summary>The job of the nights' runs.</summary>
    public const string Job = "scan";

    private const int Batch = 32;
    private const int PartNumbers = 12;
    private const int Views = 2;
    private const string Precision = "fp32";
    private static readonly TimeSpan Night = TimeSpan.FromDays(1);

    private readonly InspectionStore store;
    private readonly NightClock clock;
    private readonly ModelRecord model;
    private readonly DecisionMaker maker;

    public RowGenerator(InspectionStore store, NightClock clock, CalibrationOptions? percentiles = null)
    {
        this.store = store;
        this.clock = clock;
        Line = store.EnsureLine("benchmark", "{}");
        model = store.AddModel(new NewModel
        {
            Sha256 = Hash(-1),
            LineId = Line.Id,
            Family = "glow",
            Path = "none",
            TrainedAt = clock.Now,
        });
        var reference = new ReferenceScores(Enumerable.Range(0, 2000).Select(i => Scores(-2 - i).Nll!.Value));
        Calibration = store.AddCalibration(
            new NewCalibration
            {
                LineId = Line.Id,
                ModelId = model.Id,
                Score = ScoreNames.Nll,
                Precision = Precision,
                Calibration = Calibrator.Calibrate(reference, percentiles),
            },
            []);
        maker = new DecisionMaker(Calibration.Calibration);
    }

    public LineRecord Line { get; }

    /// <summary>Gets what makes the pictures of a flagged image; null for none.</summary>
    public Func<int, IReadOnlyList<EvidencePicture>>? Pictures { get; init; }

    public CalibrationRecord Calibration { get; }

    /// <summary>The run of the latest night.</summary>
    public RunRecord Latest { get; private set; } = null!;

    /// <summary>Gets how many images there are so far.</summary>
    public int Count { get; private set; }

    public static string Path(int image) => string.Create(
        CultureInfo.InvariantCulture, $"night-{image / PerNight:D4}/part_{Serial(image)}_{image % Views}.png");

    public static string Serial(int image) => (image / Views).ToString("D8", CultureInfo.InvariantCulture);

    public static string Part(int image) => string.Create(CultureInfo.InvariantCulture, $"P-{image / PerNight % PartNumbers:D2}");

    public static string Hash(int image)
    {
        Span<byte> key = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(key, image);
        return Convert.ToHexStringLower(SHA256.HashData(key));
    }

    /// <summary>Begins one more night.</summary>
    public RunRecord BeginNight()
    {
        clock.Now += Night;
        return store.BeginRun(new NewRun
        {
            LineId = Line.Id,
            Job = Job,
            NominalAt = clock.Now,
            ModelId = model.Id,
            CalibrationId = Calibration.Id,
            Precision = Precision,
        }).Run;
    }

    /// <summary>Writes images of a night.</summary>
    public void Write(RunRecord run, IEnumerable<int> images) =>
        store.WriteBatch(run.Id, [.. images.Select(Image)], scores => maker.Decide(scores.Nll ?? double.NaN));

    /// <summary>Scans one more night.</summary>
    public void AddNight()
    {
        var run = BeginNight();
        foreach (var chunk in Enumerable.Range(Count, PerNight).Chunk(LookUp))
        {
            if (CountKnown(chunk) > 0)
            {
                throw new InvalidOperationException("Images of a new night were known before it.");
            }

            foreach (var batch in chunk.Chunk(Batch))
            {
                clock.Now += TimeSpan.FromMilliseconds(100);
                Write(run, batch);
            }
        }

        Count += PerNight;
        Latest = store.FinishRun(run.Id, new RunEnd { Status = RunStatus.Completed, Listed = PerNight });
    }

    /// <summary>Looks images up as a scan does before it opens files.</summary>
    public int CountKnown(IEnumerable<int> images) =>
        store.KnownFiles(Line.Id, model.Id, Precision, Calibration.Id, images.Select(Path)).Count;

    private CaptureResult Image(int image)
    {
        var result = new CaptureResult
        {
            Path = Path(image),
            Size = 40_000 + (image % 1000),
            Modified = clock.Now,
            Part = Part(image),
            Lot = string.Create(CultureInfo.InvariantCulture, $"L{image / 1000:D5}"),
            Serial = Serial(image),
            View = (image % Views).ToString(CultureInfo.InvariantCulture),
        };

        // One file in two thousand is broken, one in a thousand is a copy of the one before it.
        return (image % 2000) switch
        {
            7 => result with { Error = "the data ends in the middle of the picture" },
            11 or 1011 => result with { ContentHash = Hash(image - 1), Width = 1280, Height = 960, Scores = Scores(image - 1) },
            _ => WithPictures(result with { ContentHash = Hash(image), Width = 1280, Height = 960, Scores = Scores(image) }, image),
        };
    }

    private CaptureResult WithPictures(CaptureResult result, int image) =>
        Pictures is null || maker.Decide(result.Scores!.Nll!.Value).Outcome is Outcome.Ok ? result : result with { Evidence = Pictures(image) };

    private static ScoreValues Scores(int image)
    {
        var random = new KeyedRandom(1, image);
        var nll = 12_000 + (300 * random.NextGaussian());
        return new ScoreValues
        {
            Nll = nll,
            BitsPerDim = nll / (4096 * Math.Log(2)),
            LastScaleNll = nll / 20,
            LastScale = nll / 15,
            Joint = (nll - 12_000) / 300,
            Peak = 8 + random.NextGaussian(),
            Typicality = Math.Abs(random.NextGaussian()),
            Complexity = nll - 9000,
            LocalTypicality = 4 + Math.Abs(random.NextGaussian()),
            LatentDistance = 60 + random.NextGaussian(),
            Pc1 = random.NextGaussian(),
            Pc2 = random.NextGaussian(),
            PeakX = random.NextDouble(),
            PeakY = random.NextDouble(),
        };
    }
}
