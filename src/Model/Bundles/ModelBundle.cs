using System.Security.Cryptography;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// A trained model as one file, <c>model.safetensors</c>: the flow's tensors, the latent reference and, in the
/// file's metadata, everything needed to use and to trace them. Its SHA-256 is its identity.
/// </summary>
public sealed class ModelBundle
{
    private const string FlowPrefix = "flow.";
    private const string LatentPrefix = "latent.";

    private readonly Dictionary<string, SafetensorsTensor> weights;

    private ModelBundle(
        string path,
        string sha256,
        BundleMetadata metadata,
        LatentReference latentReference,
        Dictionary<string, SafetensorsTensor> weights)
    {
        Path = path;
        Sha256 = sha256;
        Metadata = metadata;
        LatentReference = latentReference;
        this.weights = weights;
    }

    /// <summary>Gets the file.</summary>
    public string Path { get; }

    /// <summary>Gets the SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Gets what the file says about the model.</summary>
    public BundleMetadata Metadata { get; }

    /// <summary>Gets where the latents of the fitting images lie.</summary>
    public LatentReference LatentReference { get; }

    /// <summary>Writes a model: beside the target, forced to the disk, then renamed over it.</summary>
    /// <param name="path">The file to make or replace.</param>
    /// <param name="flow">The flow; all of its parameters and buffers are stored.</param>
    /// <param name="latentReference">Where the latents of the fitting images lie.</param>
    /// <param name="metadata">What to say about the model; its architecture must be the flow's.</param>
    /// <returns>The SHA-256 of the file, 64 lower-case hexadecimal digits.</returns>
    public static string Save(string path, Flow flow, LatentReference latentReference, BundleMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(latentReference);
        ArgumentNullException.ThrowIfNull(metadata);
        if (metadata.Architecture != flow.Architecture)
        {
            throw new ArgumentException("The metadata name another architecture than the flow's.", nameof(metadata));
        }

        using var scope = NewDisposeScope();
        var file = new SafetensorsFile();
        BundleMetadataStrings.Write(metadata, file.Metadata);
        foreach (var (name, tensor) in flow.state_dict())
        {
            file.Add(TensorStorage.ToSafetensors(FlowPrefix + name, tensor));
        }

        foreach (var (name, tensor) in LatentTensors(latentReference))
        {
            file.Add(TensorStorage.ToSafetensors(LatentPrefix + name, tensor));
        }

        file.Write(path);
        return HashOf(path);
    }

    /// <summary>Reads a model and checks it against the architecture that it names.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ModelFormatException">The file is missing, damaged or no InspectFlow model.</exception>
    public static ModelBundle Load(string path)
    {
        var file = SafetensorsFile.Read(path);
        var metadata = BundleMetadataStrings.Read(file.Metadata, path);
        var faults = OptionsValidator.Check(metadata.Architecture, "architecture");
        if (faults.Count > 0)
        {
            throw new ModelFormatException(path, "names an architecture that can't be built", [.. faults.Select(f => f.ToString())]);
        }

        var reference = ReadLatentReference(WithPrefix(file, LatentPrefix), path);
        var unknown = file.Tensors.Keys
            .Where(n => !n.StartsWith(FlowPrefix, StringComparison.Ordinal) && !n.StartsWith(LatentPrefix, StringComparison.Ordinal))
            .Select(n => $"extra: {n}")
            .ToList();
        if (unknown.Count > 0)
        {
            throw new ModelFormatException(path, "holds tensors that belong to no part of a model", unknown);
        }

        return new ModelBundle(path, file.Sha256, metadata, reference, WithPrefix(file, FlowPrefix));
    }

    /// <summary>Builds the flow with the stored weights, on the CPU, in evaluation mode.</summary>
    /// <returns>The flow; the caller disposes it.</returns>
    /// <exception cref="ModelFormatException">The tensors don't fit the architecture; all that differ are listed.</exception>
    public Flow CreateFlow()
    {
        var flow = FlowFactory.Create(Metadata.Architecture, Metadata.Seed);
        try
        {
            TensorStorage.CopyInto(flow.state_dict(), weights, Path);
            flow.eval();
            return flow;
        }
        catch
        {
            flow.Dispose();
            throw;
        }
    }

    private static Dictionary<string, SafetensorsTensor> WithPrefix(SafetensorsFile file, string prefix) =>
        file.Tensors.Values
            .Where(t => t.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(t => t with { Name = t.Name[prefix.Length..] })
            .ToDictionary(t => t.Name, StringComparer.Ordinal);

    private static Dictionary<string, Tensor> LatentTensors(LatentReference reference) => new(StringComparer.Ordinal)
    {
        ["mean"] = tensor(reference.Mean),
        ["components"] = stack([tensor(reference.First), tensor(reference.Second)]),
        ["scale"] = tensor(new[] { reference.FirstScale, reference.SecondScale }),
    };

    private static LatentReference ReadLatentReference(
        Dictionary<string, SafetensorsTensor> stored, string path)
    {
        // One value for each latent; how many those are is the flow's affair.
        var dimensions = stored.TryGetValue("mean", out var first) && first.Shape.Count == 1 ? (int)first.Shape[0] : 1;
        using var scope = NewDisposeScope();
        var targets = LatentTensors(new(new float[dimensions], new float[dimensions], new float[dimensions], 1, 1));
        TensorStorage.CopyInto(targets, stored, path);
        var components = targets["components"];
        var scale = targets["scale"].data<double>().ToArray();
        return new LatentReference(
            targets["mean"].data<float>().ToArray(),
            components[0].data<float>().ToArray(),
            components[1].data<float>().ToArray(),
            scale[0],
            scale[1]);
    }

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
