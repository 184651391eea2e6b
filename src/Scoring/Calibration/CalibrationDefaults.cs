namespace InspectFlow.Scoring;

/// <summary>What a calibration takes when it is not told otherwise.</summary>
public static class CalibrationDefaults
{
    /// <summary>The percentile above which a person looks at a part, in percent.</summary>
    public const double Review = 99;

    /// <summary>The percentile above which a part is rejected, in percent.</summary>
    public const double Reject = 99.9;
}
