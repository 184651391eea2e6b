using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor rand(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => rand([size], dtype, device, requires_grad, generator, names);

    public static Tensor rand(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        RefuseNames(names);
        var place = InitializeDevice(device);
        var made = Native.ift_rand(size, size.Length, HandleOf(generator), dtype ?? get_default_dtype(), (int)place.type, place.index, requires_grad);
        GC.KeepAlive(generator);
        return made;
    }

    public static Tensor randn(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randn((ReadOnlySpan<long>)size, dtype, device, requires_grad, generator, names);

    public static Tensor randn(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randn([size], dtype, device, requires_grad, generator, names);

    public static Tensor randn(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        RefuseNames(names);
        var place = InitializeDevice(device);
        var made = Native.ift_randn(size, size.Length, HandleOf(generator), dtype ?? get_default_dtype(), (int)place.type, place.index, requires_grad);
        GC.KeepAlive(generator);
        return made;
    }

    internal static IntPtr HandleOf(Generator? generator) => generator?.Handle ?? IntPtr.Zero;
}
