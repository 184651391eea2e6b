using InspectFlow.Model;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Training;

public sealed class AugmenterTests
{
    private static readonly FlowArchitecture Architecture = new() { Channels = 1, Height = 32, Width = 48, Levels = 2 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Without_changes_an_image_is_its_area_resized_self(int oversampling)
    {
        var pixels = Texture(4, oversampling);
        var expected = AreaResized(pixels, 4, oversampling);
        Apply(pixels, 4, oversampling, AugmentationOptions.None).SequenceEqual(expected).ShouldBeTrue();

        // The warp by nothing goes through the sampler and must come out the same.
        Apply(pixels, 4, oversampling, AugmentationOptions.None with { Share = 1 }).SequenceEqual(expected).ShouldBeTrue();
    }

    [Fact]
    public void Flips_move_pixels_and_change_none()
    {
        var pixels = Texture(8, 1);
        var options = AugmentationOptions.None with { Share = 1, FlipHorizontal = true };
        var flipped = Apply(pixels, 8, 1, options);
        var (plain, mirrored) = (0, 0);
        for (var i = 0; i < 8; i++)
        {
            var rows = pixels.Chunk(48).Skip(32 * i).Take(32).ToList();
            var found = flipped.Chunk(48).Skip(32 * i).Take(32).ToList();
            plain += rows.Zip(found).All(r => r.First.SequenceEqual(r.Second)) ? 1 : 0;
            mirrored += rows.Zip(found).All(r => r.First.Reverse().SequenceEqual(r.Second)) ? 1 : 0;
        }

        (plain + mirrored).ShouldBe(8);
        mirrored.ShouldBeInRange(1, 7);
    }

    [Fact]
    public void The_draws_follow_from_seed_step_and_image_alone()
    {
        var pixels = Texture(4, 2);
        var options = new AugmentationOptions { Share = 1 };
        var together = Apply(pixels, 4, 2, options).Chunk(32 * 48).ToList();
        var length = pixels.Length / 4;
        Apply(pixels[(2 * length)..(3 * length)], 1, 2, options, first: 2).ShouldBe(together[2]);
        Apply(pixels, 4, 2, options, step: 8).ShouldNotBe(together.SelectMany(p => p).ToArray());
    }

    [Fact]
    public void Only_the_given_share_is_changed()
    {
        var pixels = Texture(60, 1);
        var changed = Apply(pixels, 60, 1, new AugmentationOptions { Share = 0.5 }).Chunk(32 * 48)
            .Zip(pixels.Chunk(32 * 48)).Count(p => !p.First.SequenceEqual(p.Second));
        changed.ShouldBeInRange(15, 45);
    }

    [Fact]
    public void Brightness_moves_all_levels_alike()
    {
        var pixels = Texture(1, 1);
        var brighter = Apply(pixels, 1, 1, AugmentationOptions.None with { Share = 1, Brightness = 0.1 }, step: 3);
        var shifts = brighter.Zip(pixels).Where(p => p.First is > 0 and < 255).Select(p => p.First - p.Second).Distinct().ToList();
        shifts.Count.ShouldBe(1);
        shifts[0].ShouldNotBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_warp_keeps_the_fine_detail(int oversampling)
    {
        // Sensor noise is the hardest case: all of its power is in detail that interpolation would average away.
        var options = AugmentationOptions.None with { Share = 1, RotationDegrees = 2, Zoom = 0.02, Shift = 0.02 };
        var pixels = Texture(16, oversampling);
        var kept = LaplacianVariance(Apply(pixels, 16, oversampling, options)) /
            LaplacianVariance(AreaResized(pixels, 16, oversampling));
        kept.ShouldBeInRange(0.93, 1.07);
    }

    [Fact]
    public void A_rotation_keeps_shapes_in_an_image_that_is_not_square()
    {
        // A centred disc looks the same at every angle, but only where the aspect ratio is minded.
        var disc = new byte[32 * 48];
        for (var i = 0; i < disc.Length; i++)
        {
            var (y, x) = ((i / 48) - 15.5, (i % 48) - 23.5);
            disc[i] = (x * x) + (y * y) < 100 ? (byte)200 : (byte)50;
        }

        var turned = Apply(disc, 1, 1, AugmentationOptions.None with { Share = 1, RotationDegrees = 90 }, step: 2);
        turned.ShouldNotBe(disc);
        for (var i = 0; i < disc.Length; i++)
        {
            var radius = double.Hypot((i / 48) - 15.5, (i % 48) - 23.5);
            if (Math.Abs(radius - 10) > 1.5)
            {
                turned[i].ShouldBe(disc[i]);
            }
        }
    }

    private static byte[] Texture(int count, int oversampling)
    {
        var random = new KeyedRandom(4, oversampling);
        var pixels = new byte[count * Architecture.Dimensions * oversampling * oversampling];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)Math.Clamp(128 + (30 * random.NextGaussian()), 0, 255);
        }

        return pixels;
    }

    private static byte[] AreaResized(byte[] pixels, int count, int k)
    {
        var result = new byte[count * Architecture.Dimensions];
        for (var i = 0; i < result.Length; i++)
        {
            var (row, x) = (i / 48, i % 48);
            var sum = 0;
            for (var j = 0; j < k * k; j++)
            {
                sum += pixels[(((row * k) + (j / k)) * 48 * k) + (x * k) + (j % k)];
            }

            result[i] = (byte)((sum + (k * k / 2)) / (k * k));
        }

        return result;
    }

    private static double LaplacianVariance(byte[] pixels)
    {
        var values = new List<double>();
        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x) = (i / 48 % 32, i % 48);
            if (y is > 0 and < 31 && x is > 0 and < 47)
            {
                values.Add((4 * pixels[i]) - pixels[i - 1] - pixels[i + 1] - pixels[i - 48] - pixels[i + 48]);
            }
        }

        var mean = values.Average();
        return values.Average(v => (v - mean) * (v - mean));
    }

    private static byte[] Apply(
        byte[] pixels, int count, int oversampling, AugmentationOptions options, int step = 7, int first = 0)
    {
        using var scope = NewDisposeScope();
        var fine = tensor(pixels, [count, 1, 32 * oversampling, 48 * oversampling], ScalarType.Byte);
        var indices = Enumerable.Range(first, count).ToArray();
        var result = new Augmenter(Architecture, options, oversampling, seed: 11).Apply(fine, indices, step);
        result.shape.ShouldBe([count, 1, 32, 48]);
        return result.to(ScalarType.Byte).bytes.ToArray();
    }
}
