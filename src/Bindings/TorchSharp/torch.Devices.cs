using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static readonly Device CPU = new(DeviceType.CPU);

    private static readonly Device CudaDevice = new(DeviceType.CUDA);

    /// <summary>The current CUDA device.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Device CUDA => InitializeDevice(CudaDevice);

    public static Device device(DeviceType deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType != DeviceType.CUDA || Native.ift_cuda_device_count() > 0;

    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
            throw new InvalidOperationException($"Torch device type {deviceType} did not initialise on the current machine.");
    }

    public static Device InitializeDevice(Device? device)
    {
        if (device is null)
            return CPU;
        InitializeDeviceType(device.type);
        return device;
    }

    /// <summary>NVIDIA GPUs.</summary>
    public static partial class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static int device_count() => Native.ift_cuda_device_count();
    }
}
