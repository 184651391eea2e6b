using InspectFlow.Jobs.Demo;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Demo;

public sealed class PartRendererTests
{
    public static TheoryData<DefectKind> Kinds => [.. Enum.GetValues<DefectKind>()];

    private readonly PartRenderer renderer = new(160, 120);

    [Fact]
    public void A_picture_follows_from_seed_and_number_alone()
    {
        var picture = renderer.Render(3, 5);
        new PartRenderer(160, 120).Render(3, 5).Pixels.ShouldBe(picture.Pixels);
        renderer.Render(3, 6).Pixels.ShouldNotBe(picture.Pixels);
        renderer.Render(4, 5).Pixels.ShouldNotBe(picture.Pixels);
        picture.Mask.ShouldBeNull();
        picture.Pixels.Length.ShouldBe(160 * 120);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_defect_changes_the_part_where_its_mask_is_and_nowhere_else(DefectKind kind)
    {
        var found = 0;
        for (var part = 0; part < 8; part++)
        {
            var good = renderer.Render(3, part);
            var bad = renderer.Render(3, part, kind);
            var mask = bad.Mask.ShouldNotBeNull();
            mask.ShouldAllBe(m => m == 0 || m == 255);
            mask.Count(m => m > 0).ShouldBeInRange(3, 160 * 120 / 10);
            var near = Grow(mask, 3);
            var changed = Enumerable.Range(0, mask.Length).Where(i => Math.Abs(good.Pixels[i] - bad.Pixels[i]) > 12).ToArray();
            changed.Count(i => near[i] == 0).ShouldBeLessThanOrEqualTo(changed.Length / 10);
            found += changed.Length > 0 ? 1 : 0;
        }

        // Severity varies; most are plain to see, none need be.
        found.ShouldBeGreaterThanOrEqualTo(5);
    }

    [Fact]
    public void A_larger_picture_shows_the_same_part()
    {
        var small = renderer.Render(3, 1).Pixels;
        var large = new PartRenderer(320, 240).Render(3, 1).Pixels;
        double difference = 0;
        for (var y = 0; y < 120; y++)
        {
            for (var x = 0; x < 160; x++)
            {
                var at = (2 * y * 320) + (2 * x);
                difference += Math.Abs(((large[at] + large[at + 1] + large[at + 320] + large[at + 321]) / 4.0) - small[(y * 160) + x]);
            }
        }

        (difference / small.Length).ShouldBeLessThan(4);
    }

    private static byte[] Grow(byte[] mask, int reach)
    {
        var grown = new byte[mask.Length];
        for (var i = 0; i < mask.Length; i++)
        {
            for (var y = -reach; mask[i] > 0 && y <= reach; y++)
            {
                for (var x = -reach; x <= reach; x++)
                {
                    var (column, row) = ((i % 160) + x, (i / 160) + y);
                    if (column is >= 0 and < 160 && row is >= 0 and < 120)
                    {
                        grown[(row * 160) + column] = 255;
                    }
                }
            }
        }

        return grown;
    }
}
