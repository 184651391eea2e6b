using InspectFlow.Ingest;
using InspectFlow.Jobs.Choosing;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Choosing;

public sealed class HeldOutDefectsTests
{
    private const int Width = 40;
    private const int Height = 48;
    private static readonly ContentRectangle Content = new(4, 10, 32, 30);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Defects_are_painted_on_the_content_alone_and_visibly(int channels)
    {
        var (image, other) = (Image(1, channels), Image(2, channels));
        var defects = new HeldOutDefects(new() { Width = Width, Height = Height, Color = channels == 3 ? ColorMode.Rgb : ColorMode.Gray }, [image, other]);

        foreach (var family in defects.Families)
        {
            var painted = image with { Pixels = [.. image.Pixels] };
            defects.Paint(painted, other, family, new KeyedRandom(5)).ShouldBeTrue(family);
            var changed = Enumerable.Range(0, image.Pixels.Length).Where(i => painted.Pixels[i] != image.Pixels[i]).ToList();
            changed.ShouldNotBeEmpty(family);
            changed.ShouldAllBe(i => IsContent(i % Width, i / Width % Height), family);
        }
    }

    [Fact]
    public void Pictures_of_two_levels_keep_their_noise_where_nothing_was_painted()
    {
        PreparedImage[] images = [TwoLevels(1), TwoLevels(2)];
        var defects = new HeldOutDefects(new() { Width = Width, Height = Height }, images);

        var families = 0;
        foreach (var family in defects.Families)
        {
            // Not every family turns black into white on squares as plain as these.
            var painted = images[0] with { Pixels = [.. images[0].Pixels] };
            if (!Enumerable.Range(0, 20).Any(seed => defects.Paint(painted, images[1], family, new KeyedRandom(seed))))
            {
                continue;
            }

            families++;
            var changed = Enumerable.Range(0, painted.Pixels.Length).Where(i => painted.Pixels[i] != images[0].Pixels[i]).ToList();
            changed.ShouldNotBeEmpty(family);
            changed.ShouldAllBe(i => (painted.Pixels[i] > 127) != (images[0].Pixels[i] > 127), family);
        }

        families.ShouldBeGreaterThanOrEqualTo(3);
    }

    // Black and white squares as a camera sees them.
    private static PreparedImage TwoLevels(long seed)
    {
        var image = Image(seed, channels: 1);
        var random = new KeyedRandom(seed);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)((((i / 8) + (i / Width / 8)) % 2 * 243) + random.NextInt(12));
        }

        return image;
    }

    private static bool IsContent(int x, int y) =>
        x >= Content.X && x < Content.X + Content.Width && y >= Content.Y && y < Content.Y + Content.Height;

    private static PreparedImage Image(long seed, int channels)
    {
        var random = new KeyedRandom(seed);
        var pixels = Enumerable.Range(0, channels * Width * Height)
            .Select(i => IsContent(i % Width, i / Width % Height) ? (byte)(60 + (i % 7 * 20) + random.NextInt(20)) : (byte)0).ToArray();
        return new($"{seed}.png", seed.ToString("x64", System.Globalization.CultureInfo.InvariantCulture), pixels, [], 64, 60, Content);
    }
}
