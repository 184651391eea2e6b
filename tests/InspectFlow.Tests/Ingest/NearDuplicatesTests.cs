using InspectFlow.Ingest;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest;

public sealed class NearDuplicatesTests
{
    [Fact]
    public void Different_parts_that_lie_aligned_are_not_grouped()
    {
        var images = new SyntheticParts(1).Photograph(parts: 150, times: 1);

        var found = Find(images);

        found.GroupOf.Distinct().Count().ShouldBe(150);
        found.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(0, false)]
    [InlineData(0, true)]
    public void The_same_part_under_other_light_is_grouped_aligned_or_not(double common, bool mirrored)
    {
        var images = new SyntheticParts(2) { Common = common, Light = common > 0 ? 20 : 2 }.Photograph(parts: 60, times: 3, mirrored);

        var found = Find(images);

        found.GroupOf.ShouldBe(Enumerable.Range(0, 180).Select(i => i / 3 * 3));
        found.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Parts_that_differ_by_noise_alone_are_not_grouped() =>
        Find(new SyntheticParts(3) { Own = 0.5, Noise = 4 }.Photograph(80, 1)).GroupOf.Distinct().Count().ShouldBe(80);

    [Theory]
    [InlineData(40)]
    [InlineData(0)]
    public void A_few_parts_pictured_often_stay_together_with_a_warning(double common)
    {
        var found = Find(new SyntheticParts(4) { Common = common, Light = 1 }.Photograph(parts: 3, times: 30));

        found.GroupOf.Distinct().Count().ShouldBe(3);
        found.Warnings.ShouldHaveSingleItem().ShouldContain("holds 30 of 90 images and lies on one side of the split");
    }

    [Fact]
    public void A_group_that_would_swallow_the_set_raises_the_correlation_asked_for()
    {
        // Alike enough to link at 0.90, too different on the whole to count as aligned.
        var alike = new SyntheticParts(5) { Common = 36, Own = 10, Noise = 0, Light = 0 }.Photograph(40, 1);
        var others = new SyntheticParts(6) { Common = 0, Own = 10, Noise = 0, Light = 0 }.Photograph(60, 1);

        var found = Find([.. alike, .. others], new() { AlignedFrom = 1 });

        found.Warnings.ShouldHaveSingleItem().ShouldContain("was asked for instead");
        found.GroupOf.GroupBy(g => g).Max(g => g.Count()).ShouldBeLessThanOrEqualTo(20);
    }

    [Fact]
    public void Pictures_of_other_sizes_are_never_twins()
    {
        var image = new SyntheticParts(7).Photograph(1, 1)[0];
        PreparedImage[] images =
        [
            image,
            image with { Width = image.Width + 6, Height = image.Height - 6 },
            image with { Width = image.Width + 30 },
            image with { Height = image.Height + 30 },
        ];

        Find(images).GroupOf.ShouldBe([0, 0, 2, 3]);
    }

    [Fact]
    public void Plain_pictures_are_no_twins()
    {
        var image = new SyntheticParts(8).Photograph(1, 1)[0];
        var plain = Enumerable.Range(0, 12).Select(i => image with { Fingerprint = Enumerable.Repeat((float)i, 48 * 48).ToArray() }).ToArray();

        Find(plain).GroupOf.ShouldBe(Enumerable.Range(0, 12));
    }

    [Fact]
    public void The_order_of_the_pictures_does_not_matter()
    {
        var images = new SyntheticParts(9) { Common = 0 }.Photograph(20, 2);
        var shuffled = images.ToArray();
        new KeyedRandom(9).Shuffle<PreparedImage>(shuffled);

        var groups = Find(shuffled).GroupOf;

        for (var i = 0; i < shuffled.Length; i++)
        {
            shuffled.Where((_, j) => groups[j] == groups[i]).Select(s => s.RelativePath[..4]).Distinct().ShouldHaveSingleItem();
        }
    }

    [Fact]
    public void No_pictures_give_no_groups() => Find([]).GroupOf.ShouldBeEmpty();

    [Fact]
    public void Searching_stops_when_asked() =>
        Should.Throw<OperationCanceledException>(() => NearDuplicates.Find(new SyntheticParts(1).Photograph(3, 1), new(), new CancellationToken(canceled: true)));

    /// <summary>The shortcut must not lose a pair that the full comparison would find.</summary>
    [Fact]
    public void The_bound_on_the_correlation_holds()
    {
        var images = new SyntheticParts(10) { Common = 15, Own = 10 }.Photograph(25, 2);
        var vectors = images.Select(i =>
        {
            var v = (float[])i.Fingerprint.Clone();
            var mean = v.Average();
            var centred = Array.ConvertAll(v, x => x - mean);
            FingerprintMath.Normalize(centred, 0);
            return centred;
        }).ToArray();
        var found = new HashSet<(int, int)>();
        new CorrelationSearch(vectors, images.Select(i => (300, 200)).ToArray()).Find(0.6, 6, 2, (a, b, _) => found.Add((Math.Min(a, b), Math.Max(a, b))) || true, CancellationToken.None);

        var flipped = new float[48 * 48];
        for (var a = 0; a < vectors.Length; a++)
        {
            for (var b = a + 1; b < vectors.Length; b++)
            {
                var best = Enumerable.Range(0, 4).Max(f =>
                {
                    FingerprintMath.Flip(vectors[a], flipped, (f & 1) != 0, (f & 2) != 0);
                    return flipped.Zip(vectors[b], (x, y) => (double)x * y).Sum();
                });
                if (Math.Abs(best - 0.6) > 1e-4)
                {
                    found.Contains((a, b)).ShouldBe(best > 0.6);
                }
            }
        }
    }

    private static NearDuplicateGroups Find(IReadOnlyList<PreparedImage> images, NearDuplicateOptions? options = null) =>
        NearDuplicates.Find(images, options ?? new(), CancellationToken.None);
}
