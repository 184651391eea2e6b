using InspectFlow.Model;
using OpenCvSharp;

namespace InspectFlow.Jobs.Threads;

/// <summary>
/// Divides a line's one number of threads among the libraries, so that those that each take all cores do not multiply. Decode workers
/// run side by side, so OpenCV works with a single thread inside each; the flow has a thread a core, each with operations of width 1.
/// </summary>
public static class LineThreads
{
    private const int Most = 256;

    /// <summary>
    /// Sets OpenCV's and this thread's torch threads for the whole process and gives the shares. The torch share belongs into
    /// <see cref="FlowScorerOptions.Threads"/>, the decoding share into the batch pipeline's worker count.
    /// </summary>
    /// <param name="threads">The line's number of threads; 0 for one a core.</param>
    /// <param name="isOnAccelerator">Whether the flow runs on a CUDA device, so that the cores are left for decoding.</param>
    /// <returns>The shares, as <see cref="ThreadBudget.Share"/> divides them.</returns>
    public static ThreadBudget Apply(int threads, bool isOnAccelerator)
    {
        var budget = ThreadBudget.Share(Count(threads), isOnAccelerator);
        ThreadBudget.Apply(budget.Torch);
        Cv2.SetNumThreads(1);
        return budget;
    }

    /// <summary>Gives the number of threads that a line's setting means.</summary>
    /// <param name="threads">The setting; 0 for one a core that this process may use.</param>
    /// <returns>The number, from 1 to 256: more threads bring nothing, and readers refuse them.</returns>
    public static int Count(int threads) => Math.Min(Most, threads > 0 ? threads : Environment.ProcessorCount);
}
