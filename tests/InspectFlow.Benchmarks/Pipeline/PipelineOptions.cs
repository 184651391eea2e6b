namespace InspectFlow.Benchmarks.Pipeline;

/// <summary>How the pipeline is measured.</summary>
internal sealed record PipelineOptions
{
    /// <summary>Gets the folder for the result.</summary>
    public string Folder { get; init; } = "bench";

    /// <summary>Gets the pictures of a scan.</summary>
    public int Images { get; init; } = 4000;

    /// <summary>Gets the rounds of each comparison.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Gets the shortest time over which a rate is taken, in seconds.</summary>
    public double Seconds { get; init; } = 2;

    /// <summary>Gets the training steps over which a rate is taken.</summary>
    public int TrainingSteps { get; init; } = 12;

    /// <summary>Gets the Python interpreter with the module torch.</summary>
    public string Python { get; init; } = "/usr/bin/python3";

    /// <summary>Gets the cores that everything may use.</summary>
    public int Cores { get; } = Environment.ProcessorCount;

    /// <summary>Gets the sizes of the scans whose memory is measured; none by default.</summary>
    public IReadOnlyList<int> Memory { get; init; } = [];
}
