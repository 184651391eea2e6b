using System.Globalization;
using System.Runtime.InteropServices;

namespace InspectFlow.Model;

/// <summary>
/// How many images go through a flow at once. On an accelerator whose memory does not suffice the number is halved,
/// once, and that is said; a second time is a failure that a person has to mend.
/// </summary>
/// <param name="rows">The number at first.</param>
/// <param name="device">The device's name, for messages.</param>
/// <param name="notice">Is told when the number is halved.</param>
internal sealed class DeviceBatch(int rows, string device, Action<string>? notice)
{
    private bool isHalved;

    /// <summary>Gets the number of images that go at once.</summary>
    public int Rows { get; private set; } = rows;

    /// <summary>Runs a step, in smaller pieces where the device's memory does not suffice for the whole.</summary>
    /// <param name="start">The first image.</param>
    /// <param name="count">The images.</param>
    /// <param name="step">Takes the first image and how many, at most <see cref="Rows"/>.</param>
    /// <exception cref="DeviceMemoryException">Half the images are too many as well.</exception>
    public void Run(int start, int count, Action<int, int> step)
    {
        for (var done = 0; done < count;)
        {
            var taken = Math.Min(Rows, count - done);
            try
            {
                step(start + done, taken);
                done += taken;
            }
            catch (ExternalException e) when (IsOutOfMemory(e))
            {
                Halve(e);
            }
        }
    }

    /// <summary>Tells whether torch's exception means that a device's memory did not suffice.</summary>
    /// <remarks>libtorch has no code for it; the texts are CUDA's, from the caching allocator, the driver and the libraries, which allocate handles of their own.</remarks>
    public static bool IsOutOfMemory(ExternalException e) =>
        e.Message.Contains("CUDA out of memory", StringComparison.Ordinal) ||
        e.Message.Contains("CUDA error: out of memory", StringComparison.Ordinal) ||
        e.Message.Contains("CUBLAS_STATUS_ALLOC_FAILED", StringComparison.Ordinal) ||
        e.Message.Contains("CUDNN_STATUS_ALLOC_FAILED", StringComparison.Ordinal);

    private void Halve(ExternalException cause)
    {
        if (isHalved || Rows < 2)
        {
            throw new DeviceMemoryException(device, Rows, cause);
        }

        isHalved = true;
        Rows /= 2;
        notice?.Invoke(string.Create(
            CultureInfo.InvariantCulture,
            $"{device} has too little free memory for {2 * Rows} images at once; going on with {Rows}"));
    }
}
