namespace InspectFlow.Reporting.Nightly;

/// <summary>The names of the files in a report's folder.</summary>
public static class ReportFiles
{
    /// <summary>The page to open.</summary>
    public const string Page = "index.html";

    /// <summary>Everything that the page shows, for programs; schemas/report.md documents it.</summary>
    public const string Json = "report.json";

    /// <summary>Every image that the run decided on.</summary>
    public const string Scores = "scores.csv";

    /// <summary>Those put to review or rejected.</summary>
    public const string Flagged = "flagged.csv";

    /// <summary>The files that could not be read.</summary>
    public const string Unreadable = "unreadable.csv";

    /// <summary>The extremal samples.</summary>
    public const string Extremal = "extremal.csv";

    /// <summary>The run and those before it.</summary>
    public const string Nights = "nights.csv";

    /// <summary>How the scores of those runs lay.</summary>
    public const string Drift = "drift.csv";

    /// <summary>The folder of the pictures, each named by its content.</summary>
    public const string Pictures = "pictures";
}
