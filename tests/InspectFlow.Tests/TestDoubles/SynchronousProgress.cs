namespace InspectFlow.Tests.TestDoubles;

/// <summary>Progress that is told on the caller's thread, in order.</summary>
internal sealed class SynchronousProgress<T>(Action<T> onReport) : IProgress<T>
{
    public void Report(T value) => onReport(value);
}
