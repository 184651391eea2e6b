using BenchmarkDotNet.Attributes;
using InspectFlow.Benchmarks.Pipeline;
using InspectFlow.Ingest;
using InspectFlow.Scoring;

namespace InspectFlow.Benchmarks.Parts;

/// <summary>The scores of one image that are made from pixels and map.</summary>
public class ScoreParts
{
    private const int Side = 64;

    private readonly byte[] pixels = new byte[Side * Side];
    private readonly float[] map = new float[Side * Side];
    private LocalTypicalityReference reference = null!;

    [GlobalSetup]
    public void Prepare()
    {
        using var preprocessor = new Preprocessor(new PreprocessingOptions { Width = Side, Height = Side });
        using var picture = new ImageDecoder(new DecodingOptions()).Decode(new PictureSet().Encode(0), "picture");
        preprocessor.Prepare(picture, pixels);
        reference = LocalTypicalityReference.Fit(Enumerable.Range(0, 8).Select(Map), Side);
        Map(8).CopyTo(map, 0);
    }

    [Benchmark(Description = "code length")]
    public double Code() => CodeLength.Bits(pixels, 1, Side, Side);

    [Benchmark(Description = "peak score")]
    public double Peak() => PeakScore.Of(map);

    [Benchmark(Description = "local typicality")]
    public float[] Departure() => reference.Departure(map);

    private static float[] Map(int number)
    {
        var random = new KeyedRandom(1, number);
        return [.. Enumerable.Range(0, Side * Side).Select(_ => (float)random.NextGaussian())];
    }
}
