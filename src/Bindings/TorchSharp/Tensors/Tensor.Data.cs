using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The tensor's memory, to be read and written in place.</summary>
        /// <exception cref="InvalidOperationException">Not contiguous, or not on the CPU.</exception>
        /// <exception cref="ArgumentException">More bytes than a span can hold.</exception>
        public Span<byte> bytes
        {
            get
            {
                var size = NumberOfElements * ElementSize;
                if (size > int.MaxValue)
                    throw new ArgumentException("Span only supports up to int.MaxValue elements.");
                return Memory((int)size);
            }

            set
            {
                var size = NumberOfElements * ElementSize;
                if (size != value.Length)
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(Memory((int)size));
            }
        }

        /// <summary>A view of the elements by position; of a copy on the CPU where the tensor lies elsewhere.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the element type.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        /// <summary>The value of a tensor with one element.</summary>
        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException("Number of elements in the tensor must be 1");
            return data<T>()[0];
        }

        public Tensor fill_(Scalar value)
        {
            Native.ift_fill_(this, value);
            return this;
        }

        /// <summary>Writes the elements' bytes in order.</summary>
        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            // The memory can be larger than one span, so it goes in pieces; the stream buffers by itself.
            ForEachPiece((piece, to) => to.Write(piece), stream);
        }

        /// <summary>Fills the tensor from a stream.</summary>
        /// <exception cref="EndOfStreamException">The stream is too short.</exception>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024) => ForEachPiece((piece, from) => from.ReadExactly(piece), stream);

        internal unsafe IntPtr Address()
        {
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            Native.ift_data(this, out var address);
            return address;
        }

        internal void ValidateType(Type type)
        {
            var expected = dtype;
            if (TryScalarType(type) != expected)
                throw new ArgumentException($"{type.Name} is not compatible with {expected}");
        }

        private unsafe Span<byte> Memory(int size)
        {
            if (!is_contiguous())
                throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            return new Span<byte>((void*)Address(), size);
        }

        private delegate void Transfer(Span<byte> piece, Stream stream);

        private unsafe void ForEachPiece(Transfer transfer, Stream stream)
        {
            const int Piece = 1 << 24;
            _ = Memory(0);
            var address = (byte*)Address();
            var left = NumberOfElements * ElementSize;
            for (; left > 0; left -= Piece, address += Piece)
                transfer(new Span<byte>(address, (int)Math.Min(left, Piece)), stream);
            GC.KeepAlive(this);
        }
    }
}
