using System.Runtime.InteropServices.Marshalling;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>An n-dimensional array on a device. Owns one reference to libtorch's tensor, given back by <see cref="Dispose()"/>, by a dispose scope, or by the finalizer.</summary>
    [NativeMarshalling(typeof(TensorMarshaller))]
    public partial class Tensor : IDisposable
    {
        private static long _totalCount;
        private static long _peakCount;

        internal IntPtr handle;

        internal Tensor(IntPtr handle, bool register = true)
        {
            this.handle = handle;
            var count = Interlocked.Increment(ref _totalCount);
            if (count > Volatile.Read(ref _peakCount))
                Volatile.Write(ref _peakCount, count);
            if (register)
                OwningDisposeScope = DisposeScopeManager.ThreadSingleton.Register(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>Tensors that hold a native reference now, over all threads.</summary>
        public static long TotalCount => Volatile.Read(ref _totalCount);

        public bool IsInvalid => handle == IntPtr.Zero;

        /// <summary>The native handle.</summary>
        /// <exception cref="InvalidOperationException">The tensor is disposed.</exception>
        public IntPtr Handle => handle != IntPtr.Zero ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        internal DisposeScope? OwningDisposeScope { get; set; }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public override bool Equals(object? obj) => obj is Tensor tensor && Equals(tensor);

        /// <summary>Same shape, same values.</summary>
        public bool Equals(Tensor target)
        {
            Native.ift_equal(this, target, out var equal);
            return equal != 0;
        }

        public override int GetHashCode() => base.GetHashCode();

        public override string ToString() => $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        /// <summary>Leaves this object without a reference, for another object to hold it.</summary>
        internal IntPtr MoveHandle()
        {
            var moved = handle;
            handle = IntPtr.Zero;
            Interlocked.Decrement(ref _totalCount);
            return moved;
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle == IntPtr.Zero)
                return;
            DisposeScopeManager.ThreadSingleton.CountDisposed(this);
            // The finalizer runs on another thread than the scope, which no longer matters then.
            if (disposing)
                OwningDisposeScope?.MarkAsDisposed(this);
            Interlocked.Decrement(ref _totalCount);
            Native.ift_free(handle);
            handle = IntPtr.Zero;
        }
    }
}
