using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>Moves tensors between torch and safetensors.</summary>
internal static class TensorStorage
{
    /// <summary>Copies a tensor of any device into a safetensors entry.</summary>
    public static SafetensorsTensor ToSafetensors(string name, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var plain = tensor.detach().cpu().contiguous();
        return new SafetensorsTensor(name, NameOf(tensor.dtype), tensor.shape, plain.bytes.ToArray());
    }

    /// <summary>Copies a safetensors entry into a new tensor on the CPU.</summary>
    public static Tensor ToTensor(SafetensorsTensor stored)
    {
        var tensor = empty([.. stored.Shape], TypeOf(stored.DType));
        tensor.bytes = stored.Data;
        return tensor;
    }

    /// <summary>
    /// Copies entries into existing tensors after checking that names, shapes and types are the same on both sides.
    /// </summary>
    /// <exception cref="ModelFormatException">Tensors are missing, left over or of another form; all are listed.</exception>
    public static void CopyInto(
        IReadOnlyDictionary<string, Tensor> targets,
        IReadOnlyDictionary<string, SafetensorsTensor> stored,
        string path)
    {
        Check(targets, stored, path);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        foreach (var (name, target) in targets)
        {
            target.copy_(ToTensor(stored[name]));
        }
    }

    private static void Check(
        IReadOnlyDictionary<string, Tensor> targets,
        IReadOnlyDictionary<string, SafetensorsTensor> stored,
        string path)
    {
        var faults = new List<string>();
        foreach (var (name, target) in targets.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            var expected = $"{NameOf(target.dtype)} [{string.Join(", ", target.shape)}]";
            if (!stored.TryGetValue(name, out var found))
            {
                faults.Add($"missing: {name} {expected}");
            }
            else if (!string.Equals(found.Form, expected, StringComparison.Ordinal))
            {
                faults.Add($"misshapen: {name} is {found.Form} and should be {expected}");
            }
        }

        faults.AddRange(stored.Values
            .Where(t => !targets.ContainsKey(t.Name))
            .OrderBy(t => t.Name, StringComparer.Ordinal)
            .Select(t => $"extra: {t.Name} {t.Form}"));
        if (faults.Count > 0)
        {
            throw new ModelFormatException(
                path, "holds other tensors than its architecture needs; train the line again or restore the file", faults);
        }
    }

    private static string NameOf(ScalarType type) => type switch
    {
        ScalarType.Float64 => "F64",
        ScalarType.Float32 => "F32",
        ScalarType.Int64 => "I64",
        ScalarType.Int32 => "I32",
        ScalarType.Byte => "U8",
        ScalarType.Bool => "BOOL",
        _ => throw new NotSupportedException($"Tensors of type {type} are not stored in model files."),
    };

    private static ScalarType TypeOf(string dtype) => dtype switch
    {
        "F64" => ScalarType.Float64,
        "F32" => ScalarType.Float32,
        "I64" => ScalarType.Int64,
        "I32" => ScalarType.Int32,
        "U8" => ScalarType.Byte,
        "BOOL" => ScalarType.Bool,
        _ => throw new NotSupportedException($"Tensors of type {dtype} are not used in model files."),
    };
}
