using BenchmarkDotNet.Attributes;
using InspectFlow.Benchmarks.Pipeline;
using InspectFlow.Ingest;
using OpenCvSharp;

namespace InspectFlow.Benchmarks.Parts;

/// <summary>From a file's bytes to prepared pixels, one image.</summary>
public class IngestParts : IDisposable
{
    private readonly PreprocessingOptions options = new() { Width = 64, Height = 64 };
    private readonly ImageDecoder decoder = new(new DecodingOptions());
    private byte[] file = [];
    private byte[] prepared = [];
    private Mat? picture;
    private Preprocessor? preprocessor;

    [GlobalSetup]
    public void Prepare()
    {
        Cv2.SetNumThreads(1);
        file = new PictureSet().Encode(0);
        picture = decoder.Decode(file, "picture");
        prepared = new byte[options.CountBytes()];
        preprocessor = new Preprocessor(options);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        picture?.Dispose();
        preprocessor?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Description = "decode a JPEG")]
    public int Decode()
    {
        using var decoded = decoder.Decode(file, "picture");
        return decoded.Cols;
    }

    [Benchmark(Description = "prepare a picture")]
    public int PreparePicture() => preprocessor!.Prepare(picture!, prepared).Width;
}
