using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>The entry to libtorch, named and shaped as TorchSharp's, so that either can stand behind the same source.</summary>
public static partial class torch
{
    /// <summary>The version of the libtorch that these bindings were built against.</summary>
    public static string __version__ => Marshal.PtrToStringUTF8(Native.ift_version())!;

    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.ThreadSingleton.CurrentDisposeScope;

    /// <summary>From here to the scope's disposal, tensors made on this thread belong to it.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.ThreadSingleton.NewDisposeScope();

    public static IDisposable no_grad() => new AutoGradMode(false);

    public static bool is_grad_enabled() => AutoGradMode.IsEnabled;

    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    public static int get_num_threads() => Native.ift_get_num_threads();

    public static void set_num_threads(int num) => Native.ift_set_num_threads(num);

    public static void set_num_interop_threads(int num) => Native.ift_set_num_interop_threads(num);
}
