using System.Buffers;
using TorchSharp;

namespace InspectFlow.Model;

/// <summary>
/// Scores images with a trained flow. Calibration, scans and evaluations all use it, so that a score means the same
/// everywhere. On the processor each of its threads takes images through the whole flow by itself, which keeps every
/// core busy without a barrier; on an accelerator one thread feeds the device. Callers may come from any thread.
/// </summary>
/// <remarks>
/// What goes through the flow at once has always the same shape, padded where images run out, and each image's score is
/// read from its own row, so an image gets the same score alone, in any company and with any number of threads. Memory
/// is that of one batch.
/// </remarks>
public sealed class FlowScorer : IDisposable
{
    // What one processor thread takes through the flow at once: 16 images of 64 × 64. More would leave the core's caches,
    // fewer would make the calls into torch dearer than the arithmetic.
    private const int ProcessorPixels = 16 * 64 * 64;
    private const int MostProcessorRows = 16;

    private readonly FlowScorerOptions options;
    private readonly ScoringSession session;
    private readonly TorchCrew crew;
    private readonly PixelUpload?[] uploads;
    private readonly long[] liveTensors;
    private readonly DeviceBatch pass;
    private readonly int block;
    private bool isDisposed;

    /// <summary>Initializes a new instance of the <see cref="FlowScorer"/> class.</summary>
    /// <param name="bundle">The trained model.</param>
    /// <param name="options">How to score.</param>
    /// <param name="notice">
    /// Is told what an operator should know, for instance that the batch was halved for want of memory; or null.
    /// </param>
    /// <exception cref="OptionsException"><paramref name="options"/> have faults; all are listed.</exception>
    /// <exception cref="DeviceUnavailableException">The device is not there.</exception>
    /// <exception cref="DeviceMemoryException">The device's memory does not suffice for the model or half a batch.</exception>
    /// <exception cref="ModelFormatException">The bundle's tensors don't fit its architecture.</exception>
    public FlowScorer(ModelBundle bundle, FlowScorerOptions options, Action<string>? notice = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidator.Validate(options, nameof(FlowScorerOptions));
        this.options = options;
        Architecture = bundle.Metadata.Architecture;
        session = new ScoringSession(bundle, options);
        var isOnProcessor = session.Device.type == DeviceType.CPU;

        // A flow over features takes pictures one by one; rows of padding would cost as much as pictures.
        var rows = Architecture.Features is not null ? 1
            : isOnProcessor ? Math.Clamp(ProcessorPixels / (Architecture.Height * Architecture.Width), 1, MostProcessorRows)
            : options.BatchSize;
        crew = new TorchCrew(isOnProcessor ? options.Threads ?? Environment.ProcessorCount : 1, "flow scorer");
        uploads = new PixelUpload[crew.Count];
        liveTensors = new long[crew.Count];
        pass = new DeviceBatch(rows, Device, notice);
        block = RoundUp(Math.Max(options.BatchSize, rows), rows);
        try
        {
            for (var thread = 0; thread < uploads.Length; thread++)
            {
                uploads[thread] = DeviceMemory.Guard(Device, pass.Rows, () => new PixelUpload(Architecture, pass.Rows, session.Device));
            }

            // The first pass lays out the kernels; the threads would do it several times over.
            Score(new byte[Architecture.Dimensions], 1, withMaps: false);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Gets the shape of the flow; gives C, H and W of the images.</summary>
    public FlowArchitecture Architecture { get; }

    /// <summary>Gets the device in use, for example <c>cpu</c> or <c>cuda:0</c>.</summary>
    public string Device => session.Device.ToString();

    /// <summary>Gets the precision in use, <c>fp32</c>, <c>bf16</c> or <c>fp64</c>.</summary>
    public string Precision => options.Precision;

    /// <summary>Gets the number of live tensors of the scorer's threads; level over any number of batches.</summary>
    public long LiveTensors => liveTensors.Sum();

    /// <summary>Scores images.</summary>
    /// <param name="images">The images, uint8 N×C×H×W, as the bundle's preprocessing makes them.</param>
    /// <param name="count">N; any number, scored batch by batch.</param>
    /// <param name="withMaps">Whether local maps are wanted. The default is true.</param>
    /// <param name="ct">Stops before the next pass of the flow. The default never does.</param>
    /// <returns>One score per image, in order.</returns>
    /// <exception cref="OperationCanceledException">Stopped by <paramref name="ct"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="images"/> holds fewer than N images.</exception>
    /// <exception cref="DeviceMemoryException">The device's memory does not suffice for half a batch.</exception>
    public IReadOnlyList<ImageScore> Score(ReadOnlySpan<byte> images, int count, bool withMaps = true, CancellationToken ct = default)
    {
        var dimensions = Architecture.Dimensions;
        if (count < 0 || images.Length / dimensions < count)
        {
            throw new ArgumentException($"{images.Length} bytes don't hold {count} images of {dimensions}.", nameof(images));
        }

        var scores = new ImageScore[count];
        var pixels = ArrayPool<byte>.Shared.Rent(Math.Min(block, RoundUp(count, pass.Rows)) * dimensions);
        try
        {
            for (var start = 0; start < count; start += block)
            {
                var rows = Math.Min(block, count - start);
                images.Slice(start * dimensions, rows * dimensions).CopyTo(pixels);
                ScoreBlock(pixels, rows, withMaps, scores.AsMemory(start, rows), ct);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }

        return scores;
    }

    /// <summary>Releases the flow and ends the scorer's threads.</summary>
    public void Dispose()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        crew.Dispose();
        foreach (var upload in uploads)
        {
            upload?.Dispose();
        }

        session.Dispose();
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    // The passes of several calls wait in one queue, so that no thread idles while another ends a call's last pass.
    private void ScoreBlock(byte[] pixels, int count, bool withMaps, Memory<ImageScore> scores, CancellationToken ct)
    {
        var size = pass.Rows;
        var passes = new Task[RoundUp(count, size) / size];
        for (var i = 0; i < passes.Length; i++)
        {
            var at = i * size;
            passes[i] = crew.Start(thread =>
            {
                ct.ThrowIfCancellationRequested();
                pass.Run(
                    at,
                    Math.Min(size, count - at),
                    (start, rows) => ScorePass(thread, pixels.AsSpan(start * Architecture.Dimensions, rows * Architecture.Dimensions), withMaps, scores.Span.Slice(start, rows)));
            });
        }

        Task.WhenAll(passes).GetAwaiter().GetResult();
    }

    private void ScorePass(int thread, ReadOnlySpan<byte> pixels, bool withMaps, Span<ImageScore> scores)
    {
        using (torch.NewDisposeScope())
        {
            session.Score(uploads[thread]!.ToDevice(pixels, pass.Rows), withMaps, scores);
        }

        liveTensors[thread] = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
    }
}
