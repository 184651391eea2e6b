using InspectFlow.Jobs.Console;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Training;

/// <summary>Tells a person what training reports.</summary>
/// <param name="progress">Shows it.</param>
/// <param name="parts">How many trainings there are.</param>
internal sealed class TrainingRelay(IProgress<ProgressUpdate> progress, int parts = 1) : IProgress<TrainingProgress>
{
    private string part = string.Empty;
    private int begun;
    private int before;
    private int latest;

    // The parts that are still to come are taken to be as long as this one.
    public void Begin(string name)
    {
        part = name + ", ";
        begun++;
        before += latest;
        latest = 0;
    }

    public void Report(TrainingProgress value)
    {
        latest = value.Step;
        var select = value.SelectBitsPerDim is { } bits
            ? FormattableString.Invariant($", select {bits:F3}")
            : string.Empty;
        progress.Report(new(
            before + value.Step,
            value.TotalSteps is { } total ? before + (total * (parts - Math.Max(0, begun - 1))) : null,
            FormattableString.Invariant($"{part}{value.ImagesPerSecond:F0} images/s, {value.Loss:F3} {value.Unit}{select}")));
    }
}
