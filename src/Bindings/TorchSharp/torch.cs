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

    /// <summary>Evaluates an expression in a scope of its own and keeps its value alone.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    public static IDisposable no_grad() => new AutoGradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new AutoGradMode(mode);

    public static bool is_grad_enabled() => AutoGradMode.IsEnabled;

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    /// <summary>Seeds the generators of all devices.</summary>
    public static Generator manual_seed(long seed)
    {
        Native.ift_manual_seed(unchecked((ulong)seed));
        return Generator.Default;
    }

    public static long initial_seed() => Generator.Default.initial_seed();

    public static Tensor get_rng_state() => Generator.Default.get_state();

    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);

    public static int get_num_threads() => Native.ift_get_num_threads();

    public static void set_num_threads(int num) => Native.ift_set_num_threads(num);

    public static int get_num_interop_threads() => Native.ift_get_num_interop_threads();

    public static void set_num_interop_threads(int num) => Native.ift_set_num_interop_threads(num);
}
