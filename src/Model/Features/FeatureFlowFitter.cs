using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Fits the densities of a flow over features to good pictures, given the encoders: exactly, from means, covariances and
/// the noise that the *select* pictures like best. Takes seconds; what is learned step by step starts from there
/// (<see cref="MapFlowTrainer"/>).
/// </summary>
internal sealed class FeatureFlowFitter : IDisposable
{
    // Places that a view's density is fitted to, over all pictures; enough for its directions, and soon decomposed.
    private const int FittedPlaces = 4096;
    private const int SelectedPlaces = 4096;

    // Pictures, evenly chosen, that the whole's density is fitted to: far more than it has directions, and one matrix holds them.
    private const int MostWholes = 8192;

    private readonly FlowArchitecture architecture;
    private readonly FeatureEncoder[] encoders;
    private readonly IReadOnlyList<FeatureView> views;
    private readonly PictureCrew crew;
    private readonly long seed;

    /// <summary>Initializes a new instance of the <see cref="FeatureFlowFitter"/> class.</summary>
    /// <param name="architecture">The shape; its encoders are those given.</param>
    /// <param name="encoders">The encoders, ready to encode.</param>
    /// <param name="threads">The threads to use on the processor.</param>
    /// <param name="seed">The seed of the places.</param>
    public FeatureFlowFitter(FlowArchitecture architecture, FeatureEncoder[] encoders, int threads, long seed)
    {
        this.architecture = architecture;
        this.encoders = encoders;
        this.seed = seed;
        crew = new PictureCrew(architecture, threads);
        views = FeatureView.Of(encoders);
    }

    /// <summary>Fits.</summary>
    /// <param name="fit">The pictures to fit, uint8 N×C×H×W.</param>
    /// <param name="select">The pictures that choose the noise, M×C×H×W.</param>
    /// <param name="ct">Stops between two pictures.</param>
    /// <returns>The flow, which owns the encoders. Where this throws, the caller disposes them.</returns>
    public FeatureFlow Fit(byte[] fit, byte[] select, CancellationToken ct)
    {
        var (fitCount, selectCount) = (fit.Length / architecture.Dimensions, select.Length / architecture.Dimensions);
        var (chosen, refitted) = FitDensities(fit, fitCount, select, selectCount, ct);
        var flow = new FeatureFlow(architecture, encoders);
        try
        {
            flow.Set(chosen.Whole, chosen.Views);
            flow.eval();
            flow.WhenComplete = () => flow.Set(refitted.Whole, refitted.Views);
            return flow;
        }
        catch
        {
            flow.Dispose();
            throw;
        }
    }

    private (Fits Chosen, Fits Refitted) FitDensities(
        byte[] fit, int fitCount, byte[] select, int selectCount, CancellationToken ct)
    {
        using var scope = NewDisposeScope();
        var fitted = Collect(fit, fitCount, FittedPlaces, 0, ct);
        var selected = Collect(select, selectCount, SelectedPlaces, fitCount, ct);
        var features = architecture.Features!;
        var wholes = ByEncoder(fitted.Statistics)
            .Zip(ByEncoder(selected.Statistics), (f, s) => WhiteningFit.Of(f, s, features.WholeDirections)).ToList();
        var local = views.Select((v, i) => WhiteningFit.Of(fitted.Views[i], selected.Views[i], MostDirections(v, fitted.Views[i]))).ToList();
        var chosen = new Fits(wholes, local);
        if (selectCount == 0)
        {
            return (chosen, chosen);
        }

        var statistics = ByEncoder(cat([fitted.Statistics, selected.Statistics]));
        var refitted = new Fits(
            [.. statistics.Zip(wholes, (s, w) => WhiteningFit.Of(s, w.Noise, features.WholeDirections))],
            [.. local.Select((v, i) => IsLearned(views[i]) ? v : WhiteningFit.Of(Alike(fitted.Views[i], fitCount, selected.Views[i], selectCount), v.Noise, features.ViewDirections))]);
        return (chosen, refitted);
    }

    // As many places of each picture: fewer *select* pictures give as many places in all, and would count for several each.
    private static Tensor Alike(Tensor fitted, int fitCount, Tensor selected, int selectCount)
    {
        var places = Math.Min(fitted.shape[0] / fitCount, selected.shape[0] / selectCount);
        return cat([First(fitted, fitCount), First(selected, selectCount)]);

        Tensor First(Tensor rows, int count) =>
            rows.view(count, rows.shape[0] / count, rows.shape[1]).narrow(1, 0, places).reshape(-1, rows.shape[1]);
    }

    // What a flow has learned from must stay as it is.
    private bool IsLearned(FeatureView view) => architecture.Features!.MapFlow is not null && !view.IsLogit;

    private int MostDirections(FeatureView view, Tensor columns) =>
        IsLearned(view) ? architecture.Features!.MapFlow!.ChannelsOf((int)columns.shape[1]) : architecture.Features!.ViewDirections;

    /// <inheritdoc/>
    public void Dispose() => crew.Dispose();

    private Features Collect(byte[] pixels, int count, int places, int firstKey, CancellationToken ct)
    {
        var statistics = new float[count][];
        var columns = new float[count][][];
        var share = count == 0 ? 0 : (places + count - 1) / count;
        var stride = Math.Max(1, (count + MostWholes - 1) / MostWholes);
        crew.ForEach(pixels, (index, picture) =>
        {
            var measured = FeaturePicture.Of(encoders, picture);
            statistics[index] = index % stride == 0 ? SquareRoots.Of(measured.Statistics).data<float>().ToArray() : [];
            var random = new KeyedRandom(seed, firstKey + index, purpose: RandomPurpose.Reference);
            columns[index] = [.. views.Select(view =>
            {
                var all = FeatureGrid.Columns(measured.Maps, view, architecture.Height, architecture.Width);
                var chosen = Enumerable.Range(0, share).Select(_ => (long)random.NextInt((int)all.shape[1])).ToArray();
                return all.index_select(1, tensor(chosen)).t().contiguous().data<float>().ToArray();
            })];
        }, ct);
        return new(
            Matrix(statistics, statistics.Count(s => s.Length > 0)),
            [.. views.Select((_, v) => Matrix([.. columns.Select(c => c[v])], count * share))]);
    }

    private Tensor[] ByEncoder(Tensor statistics) => statistics.shape[0] == 0
        ? [.. encoders.Select(_ => statistics)]
        : statistics.split([.. encoders.Select(e => (long)e.PooledSize)], 1);

    private static Tensor Matrix(float[][] rows, int count)
    {
        var width = count == 0 ? 0 : rows.Sum(r => (long)r.Length) / count;
        var matrix = empty([count, width], ScalarType.Float32);
        var values = MemoryMarshal.Cast<byte, float>(matrix.bytes);
        var at = 0;
        foreach (var row in rows)
        {
            row.CopyTo(values[at..]);
            at += row.Length;
        }

        return matrix;
    }

    private sealed record Fits(IReadOnlyList<WhiteningFit> Whole, IReadOnlyList<WhiteningFit> Views);

    private sealed record Features(Tensor Statistics, IReadOnlyList<Tensor> Views);
}
