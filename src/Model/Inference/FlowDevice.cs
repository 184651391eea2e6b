using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>Finds the device that a configuration names.</summary>
public static class FlowDevice
{
    /// <summary>Turns a name into a device.</summary>
    /// <param name="name">
    /// <c>cpu</c>, <c>cuda</c>, <c>cuda:</c> and a number, or <c>auto</c>: the first CUDA device if there is one, else
    /// the CPU.
    /// </param>
    /// <returns>The device.</returns>
    /// <exception cref="DeviceUnavailableException">There is no such device; a run never falls back unasked.</exception>
    public static Device Parse(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        switch (name)
        {
            case "cpu":
                return CPU;
            case "auto":
                return cuda.is_available() ? Cuda(name, 0) : CPU;
            case "cuda":
                return Cuda(name, 0);
            default:
                return name.StartsWith("cuda:", StringComparison.Ordinal) &&
                    int.TryParse(name.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    ? Cuda(name, index)
                    : throw new DeviceUnavailableException(name, "use \"auto\", \"cpu\", \"cuda\" or \"cuda:\" and a number.");
        }
    }

    /// <summary>Turns a name into a device, or takes the processor where that is allowed and the device is not there.</summary>
    /// <param name="name">The name, as <see cref="Parse"/> takes it.</param>
    /// <param name="allowProcessor">Whether the processor may take the device's place.</param>
    /// <param name="notice">Is told when it does.</param>
    /// <returns>The device.</returns>
    /// <exception cref="DeviceUnavailableException">There is no such device, and no other is allowed.</exception>
    public static Device Choose(string name, bool allowProcessor, Action<string>? notice)
    {
        try
        {
            return Parse(name);
        }
        catch (DeviceUnavailableException e) when (allowProcessor)
        {
            notice?.Invoke($"{e.Message} The processor takes its place, as deviceFallback allows.");
            return CPU;
        }
    }

    private static Device Cuda(string name, int index)
    {
        if (!cuda.is_available())
        {
            throw new DeviceUnavailableException(
                name, "no CUDA device is visible to libtorch; check the driver and that libtorch is a CUDA build, or use \"cpu\".");
        }

        // Single precision is to mean that: by default cuDNN cuts a convolution's factors to 10 bits.
        backends.cudnn.allow_tf32 = false;
        var count = cuda.device_count();
        return index < count
            ? device(DeviceType.CUDA, index)
            : throw new DeviceUnavailableException(name, $"this machine has {count}, numbered from 0.");
    }
}
