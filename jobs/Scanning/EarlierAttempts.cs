using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Scanning;

/// <summary>What earlier attempts of a run found, so that its share of unreadable files is that of the whole run.</summary>
/// <param name="Read">How many images they read.</param>
/// <param name="Failed">The paths that they could not read, without those that failed in a former run already.</param>
internal sealed record EarlierAttempts(long Read, IReadOnlySet<string> Failed)
{
    /// <summary>Gets those of a run that has just begun.</summary>
    public static EarlierAttempts None { get; } = new(0, new HashSet<string>(StringComparer.Ordinal));

    /// <summary>Reads it from the database, as it stands before the run goes on.</summary>
    public static EarlierAttempts Of(InspectionStore store, BegunRun begun) => begun.Start is RunStart.Resumed
        ? new(store.CountRead(begun.Run.Id), store.ListNewFailures(begun.Run.Id).ToHashSet(StringComparer.Ordinal))
        : None;
}
