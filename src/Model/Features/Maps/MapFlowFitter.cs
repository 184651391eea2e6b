namespace InspectFlow.Model;

/// <summary>
/// Trains the convolutional flows of a <see cref="FeatureFlow"/> whose other densities are fitted: collects the whitened maps of good
/// pictures, of some where there are too many for the memory, and learns from those.
/// </summary>
internal sealed class MapFlowFitter : IDisposable
{
    // Places of all pictures together; 64 features each make a third of a gigabyte.
    private const int MostFitPlaces = 3 << 19;

    // More select pictures would take time from learning and hardly change which average is the best.
    private const int MostSelectPlaces = 1 << 17;

    private readonly FeatureFlow flow;
    private readonly int threads;
    private readonly PictureCrew crew;

    /// <summary>Initializes a new instance of the <see cref="MapFlowFitter"/> class.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="threads">The threads to use on the processor.</param>
    public MapFlowFitter(FeatureFlow flow, int threads)
    {
        (this.flow, this.threads) = (flow, threads);
        crew = new PictureCrew(flow.Architecture, threads);
        Views = [.. Enumerable.Range(0, flow.Views.Count).Where(v => flow.Map(v) is not null)];
    }

    /// <summary>Gets the places of the views that have such a flow.</summary>
    public IReadOnlyList<int> Views { get; }

    /// <summary>How many of the pictures are learned from.</summary>
    /// <param name="architecture">The size of the pictures.</param>
    /// <param name="count">How many there are.</param>
    public static int Kept(FlowArchitecture architecture, int count) => Kept(architecture, count, MostFitPlaces);

    /// <summary>Learns.</summary>
    /// <param name="fit">The pictures to fit, uint8 N×C×H×W.</param>
    /// <param name="select">The pictures that choose among the weights, M×C×H×W.</param>
    /// <param name="plan">Gives the trainer of a view, when its maps are there; called for one view after the other.</param>
    /// <param name="progress">Told of every step, or null.</param>
    /// <param name="ct">Stops at the next step or picture.</param>
    /// <returns>How it went, view by view.</returns>
    public IReadOnlyList<MapFlowSummary> Fit(
        byte[] fit, byte[] select, Func<int, MapFlowTrainer> plan, IProgress<MapFlowProgress>? progress, CancellationToken ct)
    {
        var fitted = Collect(fit, MostFitPlaces, ct);
        var selected = Collect(select, MostSelectPlaces, ct);
        return [.. Views.Select((v, i) => plan(i).Train(flow.Map(v)!.Flow, fitted[i], selected[i], threads, progress, ct))];
    }

    /// <inheritdoc/>
    public void Dispose() => crew.Dispose();

    private static int Kept(FlowArchitecture architecture, int count, int mostPlaces)
    {
        var places = architecture.Height * architecture.Width / (FeatureView.CoarseStride * FeatureView.CoarseStride);
        return Math.Min(count, Math.Max(1, mostPlaces / places));
    }

    private List<WhitenedMaps> Collect(byte[] pixels, int mostPlaces, CancellationToken ct)
    {
        var (height, width) = (flow.Architecture.Height, flow.Architecture.Width);
        var count = pixels.Length / flow.Architecture.Dimensions;
        var kept = Kept(flow.Architecture, count, mostPlaces);
        var maps = Views.Select(_ => new float[kept][]).ToList();
        crew.ForEach(crew.Some(pixels, kept), (index, picture) =>
        {
            var measured = flow.Measure(picture);
            for (var i = 0; i < Views.Count; i++)
            {
                var columns = FeatureGrid.Columns(measured.Maps, flow.Views[Views[i]], height, width);
                maps[i][index] = flow.Map(Views[i])!.Whiten(columns).data<float>().ToArray();
            }
        }, ct);
        return [.. Views.Select((v, i) => new WhitenedMaps(
            flow.Map(v)!.Dimensions, height / flow.Views[v].Stride, width / flow.Views[v].Stride, maps[i]))];
    }
}
