using InspectFlow.Model;

namespace InspectFlow.Jobs.Training;

/// <summary>
/// Divides a time budget between training and what stands around it: reading images, the latent reference, calibration.
/// From the number of images alone, so that a run resumed after a kill gets the same share.
/// </summary>
internal static class TrainingTime
{
    private const double OtherShare = 0.04;
    private const double SecondsPerImage = 0.009;
    private const double SmallestShare = 0.3;

    /// <summary>Gives the options with the minutes that are left for training itself.</summary>
    /// <param name="options">How to train, with the whole budget.</param>
    /// <param name="images">The number of images.</param>
    /// <param name="otherSeconds">What is known to be needed besides.</param>
    public static TrainingOptions ForTrainingAlone(TrainingOptions options, int images, double otherSeconds = 0)
    {
        if (options.Steps is not null)
        {
            return options;
        }

        var minutes = options.TotalMinutes();
        var around = (minutes * OtherShare) + (((images * SecondsPerImage) + otherSeconds) / 60);
        return options with { Minutes = Math.Max(minutes * SmallestShare, minutes - around) };
    }
}
