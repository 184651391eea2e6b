namespace InspectFlow.Ingest;

/// <summary>What all workers of one run share.</summary>
internal sealed record LoaderSettings(
    ImageDecoder Decoder,
    PreprocessingOptions Preprocessing,
    TimeProvider Time,
    IngestTimings Timings,
    BufferPool Buffers,
    Func<string, bool>? IsKnown = null,
    int Scale = 1,
    bool WantsFingerprint = false);
