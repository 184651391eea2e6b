using InspectFlow.Ingest;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Choosing;

/// <summary>Paints the families of defects that no training paints on prepared images.</summary>
internal sealed class HeldOutDefects(PreparedImageSet images, FlowArchitecture architecture)
{
    private readonly bool haveTwoLevels = images.Images.Take(50).All(i => PictureLevels.AreTwo(i.Pixels));

    /// <summary>Gets the families' names.</summary>
    public static IReadOnlyCollection<string> Families { get; } = [.. DefectFamilies.HeldOut.Select(f => f.Name)];

    /// <summary>Paints one defect on an image, in place.</summary>
    public void Paint(PreparedImage image, string family, KeyedRandom random)
    {
        var painter = new Model.DefectPainter([.. DefectFamilies.HeldOut.Where(f => string.Equals(f.Name, family, StringComparison.Ordinal))], haveTwoLevels);
        var other = images.Images[random.NextInt(images.Images.Count)];
        var painted = painter.Paint(Picture(image), Picture(other), random).Picture;
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)Math.Clamp(MathF.Round(painted.Values[i] * byte.MaxValue), 0, byte.MaxValue);
        }
    }

    private Picture Picture(PreparedImage image) =>
        Model.Picture.FromPixels(image.Pixels, architecture.Channels, architecture.Height, architecture.Width);
}
