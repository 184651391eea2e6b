namespace InspectFlow.Jobs.Scheduling;

/// <summary>What a line does by itself on its schedule.</summary>
public enum JobKind
{
    /// <summary>Scores and decides the images that are new.</summary>
    Scan,

    /// <summary>Computes a new calibration from the calibration images. It is stored, never put in force: a person does that.</summary>
    Calibrate,

    /// <summary>Writes the CSV files and pages.</summary>
    Report,
}
