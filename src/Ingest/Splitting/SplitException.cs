namespace InspectFlow.Ingest;

/// <summary>There are too few good images, or too few groups of them, to be split three ways.</summary>
public sealed class SplitException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="SplitException"/> class.</summary>
    /// <param name="imageCount">The images there are.</param>
    /// <param name="groupCount">The groups that they form.</param>
    /// <param name="needed">What is needed, as the rest of a sentence.</param>
    public SplitException(int imageCount, int groupCount, string needed)
        : base($"{imageCount} good images in {groupCount} groups cannot be split into fit, select and calibrate: {needed}")
    {
        ImageCount = imageCount;
        GroupCount = groupCount;
    }

    /// <summary>Gets the images there are.</summary>
    public int ImageCount { get; }

    /// <summary>Gets the groups that they form.</summary>
    public int GroupCount { get; }
}
