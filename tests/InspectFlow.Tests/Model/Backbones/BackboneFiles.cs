using System.Runtime.InteropServices;
using InspectFlow.Model;
using InspectFlow.Model.Backbones;
using Xunit;

namespace InspectFlow.Tests.Model.Backbones;

/// <summary>Files of weights, drawn and real, and pictures to put through them.</summary>
internal static class BackboneFiles
{
    public const string MobileNet = "mobilenet_v2.safetensors";
    public const string PreActivation = "resnet50_v2_stages1-3.safetensors";

    /// <summary>Gives the path of a real file, or skips the test.</summary>
    public static string Real(string name)
    {
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            var path = Path.Combine(above.FullName, "shared", "weights", name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        Skip.If(true, $"shared/weights/{name} is not beside the checkout.");
        return string.Empty;
    }

    /// <summary>The tensors of a network down to a stride, with random values of the size that training leaves.</summary>
    public static SafetensorsFile Drawn(string architecture, int deepest, string? except = null)
    {
        var plan = BackboneCatalog.Find(architecture)!;
        var random = new KeyedRandom(7);
        var file = new SafetensorsFile();
        foreach (var (name, shape) in plan.Tensors(plan.StagesTo(deepest), withClosing: true))
        {
            if (!string.Equals(name, except, StringComparison.Ordinal))
            {
                var isPositive = shape.Length == 1 && new[] { 0, 3 }.Any(i => name.EndsWith(plan.Naming.Norm[i], StringComparison.Ordinal));
                var deviation = shape.Length == 1 ? 0.2 : Math.Sqrt(2.0 / (shape[1] * shape[2] * shape[3]));
                file.Add(Tensor(name, shape, () => isPositive ? random.NextDouble(0.5, 1.5) : deviation * random.NextGaussian()));
            }
        }

        return file;
    }

    /// <summary>A float32 tensor, of zeros unless its values are drawn.</summary>
    public static SafetensorsTensor Tensor(string name, long[] shape, Func<double>? draw = null)
    {
        var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; draw is not null && i < values.Length; i++)
        {
            values[i] = (float)draw();
        }

        return new SafetensorsTensor(name, "F32", shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
    }

    /// <summary>Pictures that show something at every scale, uint8 [N,3,H,W].</summary>
    public static byte[] Pictures(int count, int height, int width, int channels = 3) =>
        [.. Enumerable.Range(0, count).SelectMany(i => TensorSamples.Picture(new KeyedRandom(i), channels, height, width))];
}
