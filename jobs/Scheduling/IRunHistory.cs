using InspectFlow.Jobs.Definitions;

namespace InspectFlow.Jobs.Scheduling;

/// <summary>Knows which scheduled runs were completed.</summary>
public interface IRunHistory
{
    /// <summary>Says whether the run for an instant was completed: done, with or without failed images. A failed or stopped run was not.</summary>
    /// <param name="line">The line, whose database holds the record.</param>
    /// <param name="key">The run.</param>
    /// <returns>True when there is nothing left to do for it.</returns>
    bool IsDone(LineDefinition line, RunKey key);
}
