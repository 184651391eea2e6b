using System.Globalization;
using InspectFlow.Ingest;
using InspectFlow.Model;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model;

/// <summary>
/// A flow's likelihood computed a second time, from the saved bundle, by programs that share no code with ours:
/// tests/pytorch/glow_reference.py and realnvp_dense_reference.py.
/// </summary>
public sealed class PyTorchReferenceTests : IDisposable
{
    private const int Side = 32;
    private const int Count = 6;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData(FlowArchitecture.Glow, FlowArchitecture.Affine, ColorMode.Gray)]
    [InlineData(FlowArchitecture.Glow, FlowArchitecture.Affine, ColorMode.Rgb)]
    [InlineData(FlowArchitecture.Glow, FlowArchitecture.Additive, ColorMode.Gray)]
    [InlineData(FlowArchitecture.RealNvpDense, FlowArchitecture.Affine, ColorMode.Gray)]
    [InlineData(FlowArchitecture.RealNvpDense, FlowArchitecture.Affine, ColorMode.Rgb)]
    [InlineData(FlowArchitecture.RealNvpDense, FlowArchitecture.Additive, ColorMode.Gray)]
    public void A_second_implementation_in_PyTorch_gives_the_same_likelihood(string family, string coupling, ColorMode color)
    {
        PyTorch.SkipWhereMissing();
        var architecture = new FlowArchitecture
        {
            Family = family,
            Channels = color == ColorMode.Rgb ? 3 : 1,
            Height = Side,
            Width = Side,
            Levels = 3,
            StepsPerLevel = 3,
            HiddenChannels = 16,
            Coupling = coupling,
        };
        var pictures = Pictures(color);
        File.WriteAllBytes(folder.File("images"), pictures);

        var ours = SaveAndScore(architecture, pictures);
        var theirs = Run($"{family.Replace('-', '_')}_reference.py", folder.File("model.safetensors"), folder.File("images"));
        theirs.Length.ShouldBe(Count);
        foreach (var (mine, other) in ours.Zip(theirs))
        {
            mine.ShouldBe(other, 1e-9 * Math.Abs(other));
        }
    }

    private static double[] Run(string script, string bundle, string images) =>
        [.. PyTorch.Run(script, bundle, images).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];

    // Photographs of parts where the data sets are beside the checkout, drawn pictures elsewhere.
    private static byte[] Pictures(ColorMode color)
    {
        var photographs = Photographs().Order(StringComparer.Ordinal).Take(Count).ToArray();
        using var preprocessor = new Preprocessor(new PreprocessingOptions { Color = color, Width = Side, Height = Side });
        var decoder = new ImageDecoder(new DecodingOptions());
        var channels = color == ColorMode.Rgb ? 3 : 1;
        var size = channels * Side * Side;
        var pixels = new byte[Count * size];
        for (var i = 0; i < Count; i++)
        {
            var target = pixels.AsSpan(i * size, size);
            if (photographs.Length == Count)
            {
                using var picture = decoder.Decode(File.ReadAllBytes(photographs[i]), photographs[i]);
                preprocessor.Prepare(picture, target);
            }
            else
            {
                TensorSamples.Picture(new KeyedRandom(i), channels, Side, Side).CopyTo(target);
            }
        }

        return pixels;
    }

    private static IEnumerable<string> Photographs()
    {
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            var data = Path.Combine(above.FullName, "shared", "data", "magnetic_tile", "train", "good");
            if (Directory.Exists(data))
            {
                return Directory.EnumerateFiles(data, "*.jpg");
            }
        }

        return [];
    }

    private double[] SaveAndScore(FlowArchitecture architecture, byte[] pixels)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var images = tensor(pixels, [Count, architecture.Channels, Side, Side]);
        var flow = FlowFactory.Create(architecture, 1);
        flow.Initialize(FlowLikelihood.ToInput(images));
        TensorSamples.Randomise(flow, new KeyedRandom(2), 0.02);
        var size = architecture.Dimensions;
        var latents = new LatentReference(new float[size], new float[size], new float[size], 1, 1);
        ModelBundle.Save(
            folder.File("model.safetensors"), flow, latents, new BundleMetadata { Architecture = architecture });

        var restored = ModelBundle.Load(folder.File("model.safetensors")).CreateFlow().to(ScalarType.Float64);
        return TensorSamples.Values(FlowLikelihood.Nll(
            restored.Forward(FlowLikelihood.ToInput(images, dtype: ScalarType.Float64))));
    }
}
