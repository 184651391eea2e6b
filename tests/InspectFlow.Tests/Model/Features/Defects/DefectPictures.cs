using InspectFlow.Model;

namespace InspectFlow.Tests.Model.Features.Defects;

/// <summary>Pictures to paint on.</summary>
internal static class DefectPictures
{
    public static Picture Of(int seed, int channels = 1, int height = 64, int width = 96) => Picture.FromPixels(
        TensorSamples.Picture(new KeyedRandom(seed), channels, height, width), channels, height, width);

    /// <summary>Black bars on white.</summary>
    public static Picture Bars(int height = 64, int width = 96)
    {
        var picture = new Picture(1, height, width);
        for (var i = 0; i < picture.Values.Length; i++)
        {
            picture.Values[i] = i % width / 8 % 2;
        }

        return picture;
    }
}
