using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One index into one dimension: a number, a slice, an ellipsis, a new axis, a truth value, or a tensor.</summary>
    public struct TensorIndex
    {
        private readonly Kind _kind;
        private readonly long? _start;
        private readonly long? _stop;
        private readonly long? _step;
        private readonly Tensor? _tensor;

        private TensorIndex(Kind kind, long? start = null, long? stop = null, long? step = null, Tensor? tensor = null)
        {
            _kind = kind;
            _start = start;
            _stop = stop;
            _step = step;
            _tensor = tensor;
        }

        // The numbers are the native side's.
        private enum Kind
        {
            NewAxis,
            Number,
            Ellipsis,
            Boolean,
            Tensor,
            Slice,
        }

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(Kind.Slice, start, stop, step);

        public static TensorIndex Slice(Range range) => Slice(Position(range.Start), range.End.Equals(System.Index.End) ? null : Position(range.End));

        public static TensorIndex Single(long? index) => new(Kind.Number, index);

        public static TensorIndex Tensor(Tensor tensor) => new(Kind.Tensor, tensor: tensor);

        internal static NativeIndex[] ToNative(TensorIndex[] indices) => Array.ConvertAll(indices, index => new NativeIndex(
            (int)index._kind,
            index._start ?? NativeIndex.Absent,
            index._stop ?? NativeIndex.Absent,
            index._step ?? NativeIndex.Absent,
            index._tensor?.Handle ?? IntPtr.Zero));

        private static long Position(System.Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
