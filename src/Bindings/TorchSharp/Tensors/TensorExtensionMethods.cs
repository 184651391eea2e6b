using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

/// <summary>Values out of tensors, and tensors in streams (element type, rank and sizes as LEB128 numbers, then the elements' bytes).</summary>
public static class TensorExtensionMethods
{
    public static Parameter AsParameter(this torch.Tensor tensor) => new(tensor);

    /// <summary>Bytes of one element.</summary>
    public static int ElementSize(this torch.ScalarType type) => type switch
    {
        torch.ScalarType.Byte or torch.ScalarType.Int8 or torch.ScalarType.Bool or torch.ScalarType.QInt8 or torch.ScalarType.QUInt8 => 1,
        torch.ScalarType.Int16 or torch.ScalarType.Float16 or torch.ScalarType.BFloat16 => 2,
        torch.ScalarType.Int32 or torch.ScalarType.Float32 or torch.ScalarType.QInt32 => 4,
        torch.ScalarType.Int64 or torch.ScalarType.Float64 or torch.ScalarType.ComplexFloat32 => 8,
        torch.ScalarType.ComplexFloat64 => 16,
        _ => throw new NotSupportedException($"{type} has no element size."),
    };

    public static void Save(this torch.Tensor tensor, BinaryWriter writer)
    {
        writer.Encode((int)tensor.dtype);
        writer.Encode(tensor.dim());
        foreach (var size in tensor.shape)
            writer.Encode(size);
        // A copy is made for what is elsewhere or not in order; it is the same tensor otherwise.
        using var moved = tensor.cpu();
        using var ordered = moved.contiguous();
        writer.Flush();
        ordered.WriteBytesToStream(writer.BaseStream);
    }

    /// <summary>Overwrites a tensor of the same type and shape with a saved one.</summary>
    /// <exception cref="ArgumentException">Type or shape differs.</exception>
    public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        if (skip)
        {
            Skip(reader);
            return;
        }
        var (type, shape) = ReadHeader(reader);
        if (type != tensor.dtype)
            throw new ArgumentException($"The saved tensor is of type {type}, the target of {tensor.dtype}.");
        if (!shape.AsSpan().SequenceEqual(tensor.shape))
            throw new ArgumentException($"The saved tensor is of shape [{string.Join(", ", shape)}], the target of [{string.Join(", ", tensor.shape)}].");
        using var _ = torch.no_grad();
        using var read = torch.empty(shape, type);
        read.ReadBytesFromStream(reader.BaseStream);
        tensor.copy_(read);
    }

    internal static void Skip(BinaryReader reader)
    {
        var (type, shape) = ReadHeader(reader);
        reader.BaseStream.Seek(shape.Aggregate(1L, (product, size) => product * size) * type.ElementSize(), SeekOrigin.Current);
    }

    private static (torch.ScalarType Type, long[] Shape) ReadHeader(BinaryReader reader)
    {
        var type = (torch.ScalarType)reader.Decode();
        var shape = new long[reader.Decode()];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = reader.Decode();
        return (type, shape);
    }
}
