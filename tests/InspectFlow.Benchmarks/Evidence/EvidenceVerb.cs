using System.Globalization;
using InspectFlow.Benchmarks.Rows;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting.Pictures;
using InspectFlow.Reporting.Storage;
using OpenCvSharp;

namespace InspectFlow.Benchmarks.Evidence;

/// <summary>
/// <c>evidence LINE-FILE [COUNT]</c>: what the evidence of a flagged image costs, on pictures from the source of a trained line, each kind
/// by itself on one thread and all of it as scans make it.
/// </summary>
internal static class EvidenceVerb
{
    private const int DefaultCount = 40;

    public static int Run(string[] arguments)
    {
        if (arguments.Length is 0 or > 2)
        {
            Console.Error.WriteLine("usage: evidence LINE-FILE [COUNT]");
            return 2;
        }

        var count = arguments.Length == 2 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : DefaultCount;
        using var session = LineSession.Open(LineDefinition.Load(arguments[0]), TimeProvider.System);
        var inForce = InForce.Load(session);
        var images = ScoreAsync(session, inForce, count).GetAwaiter().GetResult();
        var maker = new EvidenceMaker(session, inForce);
        maker.Make(images[..1], EvidenceReason.Flagged);

        Measure(session, inForce, images);
        IReadOnlyList<MadeEvidence> made = [];
        var all = Cost.Of(() => made = maker.Make(images, EvidenceReason.Flagged));
        Print("all, as scans make it", all, images.Count, made.Sum(m => m.Pictures.Sum(p => (long)p.Picture.Bytes.Length)));
        return 0;
    }

    private static async Task<List<ScoredImage>> ScoreAsync(LineSession session, InForce inForce, int count)
    {
        var images = new List<ScoredImage>();
        using var pipeline = new PipelineFactory(session.Line, session.Time)
            .Open(inForce.Bundle, session.Line.Scan.BatchSize, EvidenceMaker.MapsFor(inForce));
        var files = new FolderSource(session.Line.RequireSource(), session.Time).List(_ => { }, CancellationToken.None).ToList();
        var step = Math.Max(1, files.Count / count);
        await pipeline.RunAsync(
            files.Where((_, i) => i % step == 0).Take(count),
            _ => false,
            batch => images.AddRange(batch.Where(i => i.Scores is not null)),
            CancellationToken.None).ConfigureAwait(false);
        return images;
    }

    private static void Measure(LineSession session, InForce inForce, List<ScoredImage> images)
    {
        var decoder = new ImageDecoder(session.Line.Decoding);
        var renderer = new EvidenceRenderer();
        var score = inForce.Calibration.Score;
        var scale = new MapScale(2, 6);
        List<Mat> sources = [];
        Print("read and decode", Cost.Of(() => sources.AddRange(images.Select(i => decoder.Decode(File.ReadAllBytes(i.Item.File.Path), i.Item.File.Path)))), images.Count, 0);
        Console.WriteLine(FormattableString.Invariant($"{sources[0].Width}×{sources[0].Height} pixels, decided by {score}"));
        One("thumbnail", i => renderer.Thumbnail(sources[i]));
        One("picture", i => renderer.Picture(sources[i]));
        if (images[0].MapOf(score) is not null)
        {
            One("map", i => renderer.Map(sources[i], images[i].MapOf(score)!, scale));
            One("layer", i => EvidenceRenderer.Layer(sources[i].Size(), images[i].MapOf(score)!, scale));
            One("crop", i => renderer.Crop(sources[i], images[i].MapOf(score)!));
        }

        Print("look", Cost.Of(() => sources.ForEach(s => PictureLook.Of(s, inForce.Preprocessing))), images.Count, 0);
        sources.ForEach(s => s.Dispose());

        void One(string name, Func<int, EncodedPicture> make)
        {
            long bytes = 0;
            var cost = Cost.Of(() => bytes = Enumerable.Range(0, images.Count).Sum(i => (long)make(i).Bytes.Length));
            Print(name, cost, images.Count, bytes);
        }
    }

    private static void Print(string name, Cost cost, int count, long bytes) => Console.WriteLine(FormattableString.Invariant(
        $"{name,-22} {1000 * cost.Seconds / count,8:F1} ms {1000 * cost.ProcessorSeconds / count,8:F1} ms of processor {bytes / 1024.0 / count,8:F1} KiB each"));
}
