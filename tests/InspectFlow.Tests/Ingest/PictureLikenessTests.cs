using InspectFlow.Ingest;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest;

public sealed class PictureLikenessTests
{
    [Fact]
    public void Pictures_of_one_scene_are_alike_whatever_their_exposure()
    {
        var scene = Noise(1);
        var images = Enumerable.Range(0, 6).Select(i => Image([.. scene.Select(v => (v * (1 + (0.1f * i))) + (5 * i))])).ToList();

        PictureLikeness.Of(images).ShouldBe(1, 1e-5);
    }

    [Fact]
    public void Pictures_with_nothing_in_common_are_not_alike() =>
        PictureLikeness.Of([.. Enumerable.Range(0, 8).Select(i => Image(Noise(i)))]).ShouldBe(0, 0.05);

    [Fact]
    public void Half_of_the_variance_in_common_is_a_correlation_between()
    {
        // x = c + n with equal variances correlates with c, and with the mean of many others, at the root of a half.
        var common = Noise(100);
        var images = Enumerable.Range(0, 60).Select(i => Image([.. common.Zip(Noise(i), (c, n) => c + n)])).ToList();

        PictureLikeness.Of(images).ShouldBe(Math.Sqrt(0.5), 0.02);
    }

    [Fact]
    public void One_picture_or_even_ones_have_nothing_to_be_alike_in()
    {
        PictureLikeness.Of([Image(Noise(1))]).ShouldBe(0);
        PictureLikeness.Of([Image(new float[48 * 48]), Image(new float[48 * 48])]).ShouldBe(0);
    }

    private static float[] Noise(int seed)
    {
        var random = new KeyedRandom(seed);
        return [.. Enumerable.Range(0, 48 * 48).Select(_ => (float)(100 + (20 * random.NextGaussian())))];
    }

    private static PreparedImage Image(float[] fingerprint) => new("a.png", "00", [], fingerprint, 48, 48, new(0, 0, 48, 48));
}
