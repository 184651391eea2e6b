namespace InspectFlow.Jobs.Doctor;

/// <summary>One thing that the doctor looked at.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="Subject">What was looked at.</param>
/// <param name="Text">What was found.</param>
/// <param name="Fix">What to do about it; null when there is nothing to do.</param>
public sealed record Finding(FindingLevel Level, string Subject, string Text, string? Fix = null)
{
    /// <summary>Makes a finding that is as it should be.</summary>
    /// <param name="subject">What was looked at.</param>
    /// <param name="text">What was found.</param>
    /// <returns>The finding.</returns>
    public static Finding Ok(string subject, string text) => new(FindingLevel.Ok, subject, text);

    /// <summary>Makes a finding that works but perhaps not as wished.</summary>
    /// <param name="subject">What was looked at.</param>
    /// <param name="text">What was found.</param>
    /// <param name="fix">What to do about it.</param>
    /// <returns>The finding.</returns>
    public static Finding Warn(string subject, string text, string fix) => new(FindingLevel.Warn, subject, text, fix);

    /// <summary>Makes a finding that does not work.</summary>
    /// <param name="subject">What was looked at.</param>
    /// <param name="text">What was found.</param>
    /// <param name="fix">What to do about it.</param>
    /// <returns>The finding.</returns>
    public static Finding Fail(string subject, string text, string fix) => new(FindingLevel.Fail, subject, text, fix);
}
