using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Like(input, 0, dtype, device, requires_grad);

    private static Tensor Like(Tensor input, int kind, ScalarType? dtype, Device? device, bool requires_grad)
    {
        if (device is null)
            return Native.ift_like(input, kind, dtype, -1, -1, requires_grad);
        InitializeDeviceType(device.type);
        return Native.ift_like(input, kind, dtype, (int)device.type, device.index, requires_grad);
    }
}
