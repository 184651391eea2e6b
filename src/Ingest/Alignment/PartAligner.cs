using OpenCvSharp;

namespace InspectFlow.Ingest;

/// <summary>Turns and moves pictures so that their part lies the same way in each. One instance per thread.</summary>
internal sealed class PartAligner(AlignmentOptions options) : IDisposable
{
    private readonly PartFinder finder = new();
    private readonly Mat upright = new();

    /// <summary>Gets how much of a picture is kept, in its own pixels.</summary>
    public Size Size => new(options.Width, options.Height);

    /// <summary>Finds how the part lies; the picture's middle, as it is, where there is none: that is for the model to judge.</summary>
    public PartPose Find(DecodedPicture picture) =>
        finder.Find(picture)?.Pose ?? new PartPose(picture.Width / 2.0, picture.Height / 2.0, 0);

    /// <summary>Gives the picture of the part, at the pixels that the picture at hand has for it.</summary>
    /// <param name="picture">The picture, perhaps at a fraction of its size.</param>
    /// <param name="pose">How its part lies.</param>
    /// <param name="whole">The whole upright picture's size.</param>
    /// <returns>The picture; good until the next call. Beyond the picture's edge its edge goes on.</returns>
    public Mat Align(Mat picture, PartPose pose, Size whole)
    {
        var (across, down) = ((double)picture.Cols / whole.Width, (double)picture.Rows / whole.Height);
        var size = new Size(Math.Max(1, (int)(options.Width * across)), Math.Max(1, (int)(options.Height * down)));
        using var matrix = pose.FromPart(size.Width, size.Height, options, across, down);
        Cv2.WarpAffine(picture, upright, matrix, size, InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap, BorderTypes.Replicate);
        return upright;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        finder.Dispose();
        upright.Dispose();
    }
}
