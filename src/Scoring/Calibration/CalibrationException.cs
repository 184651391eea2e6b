using System.Globalization;

namespace InspectFlow.Scoring;

/// <summary>Reference scores do not support what a calibration asks of them.</summary>
public sealed class CalibrationException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="CalibrationException"/> class for unusable scores.</summary>
    /// <param name="message">What is wrong and how to mend it.</param>
    /// <param name="sampleCount">How many reference scores there are.</param>
    public CalibrationException(string message, int sampleCount)
        : base(message) => SampleCount = sampleCount;

    /// <summary>
    /// Initializes a new instance of the <see cref="CalibrationException"/> class for a percentile that needs more
    /// reference scores than there are.
    /// </summary>
    /// <param name="sampleCount">How many reference scores there are.</param>
    /// <param name="percentile">The percentile that was asked for, in percent.</param>
    /// <param name="requiredCount">How many reference scores it needs.</param>
    public CalibrationException(int sampleCount, double percentile, int requiredCount)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The {percentile:0.####}th percentile needs at least {requiredCount} calibration scores; there are {sampleCount}. " +
            $"Add good images, or ask for a percentile of at most {PercentileRank.Highest(sampleCount):0.####}."))
    {
        SampleCount = sampleCount;
        Percentile = percentile;
        RequiredCount = requiredCount;
    }

    /// <summary>Gets how many reference scores there are.</summary>
    public int SampleCount { get; }

    /// <summary>Gets the percentile that was asked for, in percent; null when the scores themselves are unusable.</summary>
    public double? Percentile { get; }

    /// <summary>Gets how many reference scores the percentile needs; null when the scores themselves are unusable.</summary>
    public int? RequiredCount { get; }
}
