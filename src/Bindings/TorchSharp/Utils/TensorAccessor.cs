using System.Collections;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor on the CPU, in row-major order whatever the strides. Keeps the tensor alive.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _contiguous;
    private readonly T* _data;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _data = (T*)tensor.Address();
        _tensor = tensor;
        _shape = tensor.size();
        _strides = tensor.stride();
        _contiguous = tensor.is_contiguous();
        Count = tensor.NumberOfElements;
    }

    /// <summary>How many elements there are.</summary>
    public long Count { get; }

    /// <summary>One element; by its number in row-major order, or by one index a dimension.</summary>
    public T this[params long[] indices]
    {
        get => _data[Offset(indices)];
        set => _data[Offset(indices)] = value;
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array);
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies elements from <paramref name="tensorIndex"/> on, as many as there are and as fit.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var count = Fitting(target.Length, tensorIndex);
        if (_contiguous)
            new ReadOnlySpan<T>(_data + tensorIndex, count).CopyTo(target);
        else
            for (var i = 0; i < count; i++)
                target[i] = _data[Offset(tensorIndex + i)];
        GC.KeepAlive(_tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Nothing to free: the tensor belongs to its maker.</summary>
    public void Dispose()
    {
    }

    private int Fitting(int length, long tensorIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tensorIndex);
        if (tensorIndex > 0 || Count > 0)
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tensorIndex, Count);
        return (int)Math.Min(length, Count - tensorIndex);
    }

    private long Offset(long[] indices)
    {
        if (indices.Length == 1)
            return indices[0] >= 0 && indices[0] < Count ? Offset(indices[0]) : throw new IndexOutOfRangeException($"There is no element {indices[0]} among {Count}.");
        long offset = 0;
        for (var i = 0; i < _shape.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= _shape[i])
                throw new IndexOutOfRangeException($"{indices[i]} >= {_shape[i]} in dimension {i}.");
            offset += indices[i] * _strides[i];
        }
        return offset;
    }

    private long Offset(long index)
    {
        if (_contiguous)
            return index;
        long offset = 0;
        for (var i = _shape.Length - 1; i >= 0; i--)
        {
            index = Math.DivRem(index, _shape[i], out var position);
            offset += position * _strides[i];
        }
        return offset;
    }
}
