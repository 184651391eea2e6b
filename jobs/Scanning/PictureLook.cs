using InspectFlow.Ingest;
using InspectFlow.Scoring;
using OpenCvSharp;

namespace InspectFlow.Jobs.Scanning;

/// <summary>Makes looks of decoded pictures: of the fingerprints by which near-duplicates are found, which leave out the part's surroundings and the light.</summary>
internal static class PictureLook
{
    /// <summary>Makes a picture's look.</summary>
    /// <exception cref="PreparationException">The region of interest reaches beyond the picture.</exception>
    public static byte[] Of(Mat picture, PreprocessingOptions preprocessing)
    {
        using var preprocessor = new Preprocessor(preprocessing.WithoutFlatField());
        return Look.Of(preprocessor.Fingerprint(picture));
    }
}
