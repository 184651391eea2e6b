using TorchSharp;

namespace InspectFlow.Model;

/// <summary>
/// How the processor's cores are shared between decoding images and the flow.
/// </summary>
/// <param name="Torch">The threads that score; at least 1.</param>
/// <param name="Decoding">The workers that read and prepare images; at least 1.</param>
public sealed record ThreadBudget(int Torch, int Decoding)
{
    private static readonly Lock Gate = new();
    private static bool isInteropSet;

    /// <summary>Shares out cores.</summary>
    /// <param name="cores">The cores to share, at least 1.</param>
    /// <param name="isOnAccelerator">
    /// Whether the flow runs elsewhere; then torch needs one thread here and decoding gets the rest. On the processor
    /// scoring threads never wait actively, so that both may have every core and the system shares them out by need.
    /// </param>
    /// <returns>The shares.</returns>
    public static ThreadBudget Share(int cores, bool isOnAccelerator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cores, 1);
        return isOnAccelerator ? new ThreadBudget(1, Math.Max(1, cores - 1)) : new ThreadBudget(cores, cores);
    }

    /// <summary>
    /// Sets the width of torch's operations for the whole process. To be called on the thread that will use torch:
    /// OpenMP keeps the number for each thread.
    /// </summary>
    /// <param name="threads">The threads of one operation, at least 1.</param>
    public static void Apply(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        NativeHeap.KeepReleasedTensors();
        lock (Gate)
        {
            // A thread that first works after this takes the number that anyone set last, unless it has asked once before.
            _ = torch.get_num_threads();
            torch.set_num_threads(threads);
            if (!isInteropSet)
            {
                // libtorch takes this once and before its first parallel work; where something ran before, its pool
                // stands already; nothing here starts work on it anyway.
                isInteropSet = true;
                try
                {
                    torch.set_num_interop_threads(1);
                }
                catch (System.Runtime.InteropServices.ExternalException)
                {
                    return;
                }
            }
        }
    }
}
