using TorchSharp;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Scores images with a trained flow. Calibration, scans and evaluations all use it, so that a score means the same
/// everywhere. It has a thread of its own for torch; callers may come from any thread, one at a time.
/// </summary>
/// <remarks>
/// Every batch has the same shape, the last one padded, and each image's score is read from its own row, so an image
/// gets the same score alone and in any company. Memory is that of one batch.
/// </remarks>
public sealed class FlowScorer : IDisposable
{
    private readonly FlowScorerOptions options;
    private readonly TorchThread thread;
    private readonly Session session;
    private readonly byte[] pixels;
    private bool isDisposed;

    /// <summary>Initializes a new instance of the <see cref="FlowScorer"/> class.</summary>
    /// <param name="bundle">The trained model.</param>
    /// <param name="options">How to score.</param>
    /// <exception cref="OptionsException"><paramref name="options"/> have faults; all are listed.</exception>
    /// <exception cref="DeviceUnavailableException">The device is not there.</exception>
    /// <exception cref="ModelFormatException">The bundle's tensors don't fit its architecture.</exception>
    public FlowScorer(ModelBundle bundle, FlowScorerOptions options)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidator.Validate(options, nameof(FlowScorerOptions));
        this.options = options;
        Architecture = bundle.Metadata.Architecture;
        pixels = new byte[options.BatchSize * Architecture.Dimensions];
        thread = new TorchThread("flow scorer");
        try
        {
            session = thread.Invoke(() => new Session(bundle, options));
        }
        catch
        {
            thread.Dispose();
            throw;
        }
    }

    /// <summary>Gets the shape of the flow; gives C, H and W of the images.</summary>
    public FlowArchitecture Architecture { get; }

    /// <summary>Gets the device in use, for example <c>cpu</c> or <c>cuda:0</c>.</summary>
    public string Device => session.DeviceName;

    /// <summary>Gets the precision in use, <c>fp32</c> or <c>fp64</c>.</summary>
    public string Precision => options.Precision;

    /// <summary>Gets the number of live tensors of the scorer's thread; level over any number of batches.</summary>
    public long LiveTensors => thread.Invoke(() => DisposeScopeManager.Statistics.ThreadTotalLiveCount);

    /// <summary>Scores images.</summary>
    /// <param name="images">The images, uint8 N×C×H×W, as the bundle's preprocessing makes them.</param>
    /// <param name="count">N; any number, scored batch by batch.</param>
    /// <param name="withMaps">Whether local maps are wanted. The default is true.</param>
    /// <returns>One score per image, in order.</returns>
    /// <exception cref="ArgumentException"><paramref name="images"/> holds fewer than N images.</exception>
    public IReadOnlyList<ImageScore> Score(ReadOnlySpan<byte> images, int count, bool withMaps = true)
    {
        var dimensions = Architecture.Dimensions;
        if (count < 0 || images.Length / dimensions < count)
        {
            throw new ArgumentException($"{images.Length} bytes don't hold {count} images of {dimensions}.", nameof(images));
        }

        var scores = new List<ImageScore>(count);
        lock (pixels)
        {
            for (var start = 0; start < count; start += options.BatchSize)
            {
                var rows = Math.Min(options.BatchSize, count - start);
                images.Slice(start * dimensions, rows * dimensions).CopyTo(pixels);

                // The padding's scores are not read; clearing it keeps odd numbers of former batches out.
                pixels.AsSpan(rows * dimensions).Clear();
                scores.AddRange(thread.Invoke(() => session.ScoreBatch(pixels, rows, withMaps)));
            }
        }

        return scores;
    }

    /// <summary>Releases the flow and ends the scorer's thread.</summary>
    public void Dispose()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        thread.Invoke(() =>
        {
            session.Dispose();
            return true;
        });
        thread.Dispose();
    }

    /// <summary>The flow and its constants. Lives on the scorer's thread.</summary>
    private sealed class Session : IDisposable
    {
        private readonly Flow flow;
        private readonly Device device;
        private readonly ScalarType type;
        private readonly Tensor mean;
        private readonly Tensor components;
        private readonly double firstScale;
        private readonly double secondScale;

        public Session(ModelBundle bundle, FlowScorerOptions options)
        {
            device = FlowDevice.Parse(options.Device);
            type = string.Equals(options.Precision, FlowScorerOptions.Fp64, StringComparison.Ordinal)
                ? ScalarType.Float64
                : ScalarType.Float32;
            ThreadBudget.Apply(options.Threads ?? Environment.ProcessorCount);
            flow = bundle.CreateFlow();
            flow.to(type);
            flow.to(device);
            using var scope = NewDisposeScope();
            var reference = bundle.LatentReference;
            mean = Constant(tensor(reference.Mean));
            components = Constant(stack([tensor(reference.First), tensor(reference.Second)]).t().contiguous());
            (firstScale, secondScale) = (reference.FirstScale, reference.SecondScale);
        }

        public string DeviceName => device.ToString();

        public ImageScore[] ScoreBatch(byte[] pixels, int rows, bool withMaps)
        {
            using var scope = NewDisposeScope();
            using var noGrad = no_grad();
            var input = FlowLikelihood.ToInput(PixelBatch.ToTensor(pixels, flow.Architecture, device), dtype: type);
            var output = flow.Forward(input, withMaps);
            var offset = LatentReferenceBuilder.Join(output) - mean;
            var nll = Doubles(FlowLikelihood.Nll(output));
            var lastScale = Doubles(-output.LogPriorPerScale[^1]);
            var distance = Doubles(offset.square().sum(1).sqrt());
            var places = Doubles(offset.mm(components));
            var maps = output.Map?.to(ScalarType.Float32).cpu().data<float>().ToArray();

            var size = flow.Architecture.Height * flow.Architecture.Width;
            var constant = FlowLikelihood.DequantisationConstant(output.Dimensions) / size;
            var scores = new ImageScore[rows];
            for (var i = 0; i < rows; i++)
            {
                scores[i] = new ImageScore(
                    nll[i],
                    FlowLikelihood.BitsPerDim(nll[i], output.Dimensions),
                    lastScale[i],
                    maps is null ? null : Array.ConvertAll(maps[(i * size)..((i + 1) * size)], v => (float)(v + constant)),
                    distance[i],
                    places[2 * i] / firstScale,
                    places[(2 * i) + 1] / secondScale);
            }

            return scores;
        }

        public void Dispose()
        {
            mean.Dispose();
            components.Dispose();
            flow.Dispose();
        }

        private static double[] Doubles(Tensor tensor) => tensor.to(ScalarType.Float64).cpu().data<double>().ToArray();

        private Tensor Constant(Tensor tensor) => tensor.to(type).to(device).DetachFromDisposeScope();
    }
}
