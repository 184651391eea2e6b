using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>Samples to learn a dictionary from, row by row.</summary>
/// <param name="Count">How many samples there is room for.</param>
/// <param name="Length">The values of one sample.</param>
internal sealed record SampleRows(int Count, int Length)
{
    /// <summary>Gets the values, <see cref="Count"/> × <see cref="Length"/>.</summary>
    public float[] Values { get; } = new float[Count * Length];

    /// <summary>Gets one sample.</summary>
    /// <param name="index">Which.</param>
    /// <returns>Its values, to be read and written.</returns>
    public Span<float> this[int index] => Values.AsSpan(index * Length, Length);

    /// <summary>Makes a tensor of all samples.</summary>
    /// <returns>float32 [count,length].</returns>
    public Tensor ToTensor() => ToTensor(0, Count);

    /// <summary>Makes a tensor of some samples.</summary>
    /// <param name="start">The first sample.</param>
    /// <param name="rows">How many.</param>
    /// <returns>float32 [rows,length].</returns>
    public Tensor ToTensor(int start, int rows)
    {
        var made = empty(rows, Length);
        MemoryMarshal.AsBytes(Values.AsSpan(start * Length, rows * Length)).CopyTo(made.bytes);
        return made;
    }

    /// <summary>Makes samples of a tensor.</summary>
    /// <param name="values">float32 [count,length].</param>
    /// <returns>The samples.</returns>
    public static SampleRows Of(Tensor values)
    {
        var rows = new SampleRows((int)values.shape[0], (int)values.shape[1]);
        using var plain = values.contiguous();
        plain.bytes.CopyTo(MemoryMarshal.AsBytes(rows.Values.AsSpan()));
        return rows;
    }
}
