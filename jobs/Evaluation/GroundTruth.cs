using InspectFlow.Ingest;
using InspectFlow.Scoring;
using OpenCvSharp;

namespace InspectFlow.Jobs.Evaluation;

/// <summary>
/// The masks of a data set in the MVTec AD layout: <c>ground_truth/KIND/NAME_mask.png</c> beside <c>test/KIND/NAME.*</c>, every pixel
/// that is not black defective. A picture without a mask, or whose mask marks nothing, is left out of the pixel metrics and named: its
/// defect is somewhere, so its pixels are neither good nor known to be defective. A mask of another size is an error.
/// </summary>
internal sealed class GroundTruth
{
    /// <summary>The folder of the masks in a data set.</summary>
    public const string FolderName = "ground_truth";

    private readonly string folder;
    private readonly ImageDecoder decoder;
    private readonly HashSet<string> left;

    private GroundTruth(string folder, ImageDecoder decoder, IReadOnlyList<string> withoutMask, IReadOnlyList<string> emptyMasks)
    {
        this.folder = folder;
        this.decoder = decoder;
        WithoutMask = withoutMask;
        EmptyMasks = emptyMasks;
        left = new([.. withoutMask, .. emptyMasks], StringComparer.Ordinal);
    }

    /// <summary>Gets the defective pictures without a mask, relative to test/.</summary>
    public IReadOnlyList<string> WithoutMask { get; }

    /// <summary>Gets the defective pictures whose mask marks nothing.</summary>
    public IReadOnlyList<string> EmptyMasks { get; }

    /// <summary>Looks at all masks of a data set, before anything long begins.</summary>
    /// <param name="dataset">The data set's folder.</param>
    /// <param name="pictures">The test pictures; one that cannot be read is passed over, as the scan tells of it.</param>
    /// <param name="decoder">How files are decoded.</param>
    /// <param name="cancellationToken">Stops between two masks.</param>
    /// <returns>The masks; null where the data set has no folder of masks.</returns>
    /// <exception cref="GroundTruthException">Some masks cannot be read or are of another size than their pictures; all are listed.</exception>
    public static GroundTruth? Open(
        string dataset, IEnumerable<SourceFile> pictures, ImageDecoder decoder, CancellationToken cancellationToken)
    {
        var masks = Path.Combine(dataset, FolderName);
        if (!Directory.Exists(masks))
        {
            return null;
        }

        List<string> missing = [];
        List<string> empty = [];
        List<string> faults = [];
        foreach (var picture in pictures.Where(p => !IsGood(p.RelativePath)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var file = MaskFile(masks, picture.RelativePath);
            if (!File.Exists(file))
            {
                missing.Add(picture.RelativePath);
                continue;
            }

            try
            {
                using var mask = decoder.Decode(File.ReadAllBytes(file), file);
                var (width, height) = Measure(decoder, picture) ?? (mask.Width, mask.Height);
                if ((mask.Width, mask.Height) != (width, height))
                {
                    faults.Add($"{file} has {mask.Width}×{mask.Height} pixels, {picture.Path} {width}×{height}");
                }
                else if (!Array.Exists(Defective(mask), d => d))
                {
                    empty.Add(picture.RelativePath);
                }
            }
            catch (ImageDecodeException e)
            {
                faults.Add(e.Message);
            }
        }

        return faults.Count == 0 ? new(masks, decoder, missing, empty) : throw new GroundTruthException(masks, faults);
    }

    /// <summary>Tells whether a picture is labelled good: it lies in test/good.</summary>
    public static bool IsGood(string path) => string.Equals(path.Split('/')[0], LabelledScores.Good, StringComparison.Ordinal);

    /// <summary>Tells whether a picture's pixels count.</summary>
    public bool Covers(string path) => !left.Contains(path);

    /// <summary>Reads which pixels of a picture are defective.</summary>
    /// <param name="path">The picture, relative to test/.</param>
    /// <returns>A value for every pixel, row by row; null for a good picture and one that has no mask.</returns>
    public bool[]? Read(string path)
    {
        if (IsGood(path) || left.Contains(path))
        {
            return null;
        }

        var file = MaskFile(folder, path);
        using var mask = decoder.Decode(File.ReadAllBytes(file), file);
        return Defective(mask);
    }

    /// <summary>Numbers the defective regions of a picture.</summary>
    /// <param name="path">The picture, relative to test/.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <returns>Each pixel's region, 0 where it is good; empty for a good picture.</returns>
    public int[] Label(string path, int width) => Read(path) is { } mask ? MaskRegions.Label(mask, width) : [];

    private static string MaskFile(string folder, string path) =>
        Path.Combine(folder, Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + "_mask.png");

    private static (int Width, int Height)? Measure(ImageDecoder decoder, SourceFile picture)
    {
        try
        {
            return decoder.Measure(File.ReadAllBytes(picture.Path), picture.Path);
        }
        catch (Exception e) when (e is ImageDecodeException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool[] Defective(Mat mask)
    {
        var defective = new bool[mask.Total()];
        var planes = Cv2.Split(mask);
        try
        {
            foreach (var plane in planes)
            {
                using var wide = new Mat();
                plane.ConvertTo(wide, MatType.CV_32FC1);
                wide.GetArray(out float[] levels);
                for (var i = 0; i < levels.Length; i++)
                {
                    defective[i] |= levels[i] > 0;
                }
            }
        }
        finally
        {
            Array.ForEach(planes, p => p.Dispose());
        }

        return defective;
    }
}
