using OpenCvSharp;
using TorchSharp;

namespace InspectFlow.Jobs.Threads;

/// <summary>
/// How one number of threads is divided, so that libraries that each take all cores do not multiply. OpenCV always works with one thread
/// inside, for the decode workers run side by side; torch works on one operation at a time (one inter-op thread).
/// </summary>
/// <param name="Total">The threads to divide.</param>
/// <param name="Torch">How many threads one torch operation uses.</param>
/// <param name="DecodeWorkers">How many images are read, decoded and prepared side by side.</param>
public sealed record ThreadBudget(int Total, int Torch, int DecodeWorkers)
{
    private const int ImagesDecodedPerScoringThread = 4;

    private static readonly Lock Gate = new();
    private static bool interOpIsSet;

    /// <summary>
    /// Divides the threads for scanning, where decoding and scoring go on together. On the CPU scoring is the larger part of the work: a quarter of
    /// the threads decodes. With CUDA the CPU has little else to do: all but one decode.
    /// </summary>
    /// <param name="threads">The line's number of threads; 0 for one a core.</param>
    /// <param name="cuda">Whether a CUDA device scores.</param>
    /// <returns>The budget; each part at least 1.</returns>
    public static ThreadBudget ForScanning(int threads, bool cuda)
    {
        var total = Count(threads);
        var decode = Math.Max(1, cuda ? total - 1 : total / ImagesDecodedPerScoringThread);
        return new(total, Math.Max(1, total - decode), decode);
    }

    /// <summary>Divides the threads for training, where all images are prepared first, with every thread, and torch has every thread afterwards.</summary>
    /// <param name="threads">The line's number of threads; 0 for one a core.</param>
    /// <returns>The budget.</returns>
    public static ThreadBudget ForTraining(int threads)
    {
        var total = Count(threads);
        return new(total, total, total);
    }

    /// <summary>Tells torch and OpenCV. The decode workers are told through the pipeline's options.</summary>
    public void Apply()
    {
        lock (Gate)
        {
            // libtorch takes this once a process, before its first operation.
            if (!interOpIsSet)
            {
                torch.set_num_interop_threads(1);
                interOpIsSet = true;
            }
        }

        torch.set_num_threads(Torch);
        Cv2.SetNumThreads(1);
    }

    private static int Count(int threads) => threads > 0 ? threads : Environment.ProcessorCount;
}
