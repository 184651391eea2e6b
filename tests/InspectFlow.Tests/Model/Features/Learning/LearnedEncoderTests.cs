using InspectFlow.Model;
using InspectFlow.Tests.Ingest;
using InspectFlow.Model.Layers;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features.Learning;

[Collection(nameof(Alone))] // It sets the number of threads, which is the process's too.
public sealed class LearnedEncoderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Each_layer_gives_a_map_of_its_channels_and_stride(int channels)
    {
        using var scope = NewDisposeScope();
        using var encoder = new LearnedEncoder(new LearnedEncoderOptions { Channels = channels }, 1);
        encoder.Fold();

        var maps = encoder.Encode(Pixels(channels));

        maps.Count.ShouldBe(encoder.Layers.Count);
        foreach (var (layer, map) in encoder.Layers.Zip(maps))
        {
            map.shape.ShouldBe([2, layer.Channels, 64 / layer.Stride, 96 / layer.Stride]);
            map.dtype.ShouldBe(ScalarType.Float32);
            map.requires_grad.ShouldBeFalse();
        }

        encoder.Layers.Select(l => l.Stride).ShouldBe([4, 8, 16, 2, 4, 8, 2, 8, 16, 32, 4, 8, 16, 4]);
        encoder.Layers.Where(l => l.Name is LearnedEncoder.Logit or LearnedEncoder.HalfLogit).Select(l => l.Stride).ShouldBe([2, 4]);
    }

    [Fact]
    public void The_half_layers_are_those_of_the_picture_at_half_its_size()
    {
        using var scope = NewDisposeScope();
        using var both = new LearnedEncoder(new LearnedEncoderOptions(), 1);
        using var full = new LearnedEncoder(new LearnedEncoderOptions { HalfScale = false }, 1);
        both.Fold();
        full.Fold();

        // Pairs of equal pixels: means of them have the picture's own mean and deviation, by which it is standardised.
        var small = TensorSamples.Uniform(new KeyedRandom(8), 0, 1, 1, 1, 64, 96).to(ScalarType.Float32);
        var large = small.unsqueeze(3).unsqueeze(5).expand(1, 1, 64, 2, 96, 2).reshape(1, 1, 128, 192);

        foreach (var (half, map) in both.Encode(large).Skip(7).Zip(full.Encode(small), (a, b) => (a, b)))
        {
            TensorSamples.Values(half).ShouldBe(TensorSamples.Values(map), 1e-4);
        }
    }

    [Fact]
    public void For_half_the_size_it_gives_an_encoder_that_sees_what_it_saw_at_half_size()
    {
        using var scope = NewDisposeScope();
        using var both = TensorSamples.Randomise(new LearnedEncoder(ToyParts.Small() with { HalfScale = true }, 1), new KeyedRandom(2));
        using var half = both.ForHalfSize();
        both.Fold();
        half.Fold();
        var small = TensorSamples.Uniform(new KeyedRandom(8), 0, 1, 1, 1, 64, 96).to(ScalarType.Float32);
        var large = small.unsqueeze(3).unsqueeze(5).expand(1, 1, 64, 2, 96, 2).reshape(1, 1, 128, 192);

        half.Options.HalfScale.ShouldBeFalse();
        foreach (var (map, seen) in half.Encode(small).Zip(both.Encode(large).Skip(7), (a, b) => (a, b)))
        {
            TensorSamples.Values(map).ShouldBe(TensorSamples.Values(seen), 1e-4);
        }

        Should.Throw<InvalidOperationException>(() => half.ForHalfSize());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(ScalarType.BFloat16)]
    public void A_picture_has_the_same_features_alone_and_among_others(ScalarType? precision)
    {
        using var scope = NewDisposeScope();
        using var encoder = Encoder();
        NetworkPrecision.Use(encoder, precision);
        encoder.Fold();
        var pixels = Pixels(1);

        var together = encoder.Encode(pixels);
        var alone = encoder.Encode(pixels.narrow(0, 1, 1));

        foreach (var (all, one) in together.Zip(alone))
        {
            TensorSamples.Values(all.narrow(0, 1, 1)).ShouldBe(TensorSamples.Values(one));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(ScalarType.BFloat16)]
    public void A_picture_has_the_same_features_on_any_number_of_threads(ScalarType? precision)
    {
        using var scope = NewDisposeScope();
        using var encoder = new LearnedEncoder(new LearnedEncoderOptions(), 1);
        NetworkPrecision.Use(encoder, precision);
        encoder.Fold();
        var pixels = TensorSamples.Uniform(new KeyedRandom(5), 0, 1, 1, 1, 256, 224).to(ScalarType.Float32);
        var before = get_num_threads();
        try
        {
            set_num_threads(1);
            var one = encoder.Encode(pixels);
            set_num_threads(3);
            foreach (var (a, b) in one.Zip(encoder.Encode(pixels)))
            {
                TensorSamples.Values(b).ShouldBe(TensorSamples.Values(a));
            }
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Theory]
    [InlineData(null, 1e-4)]
    [InlineData(ScalarType.BFloat16, 0.2)]
    public void Folding_changes_features_by_rounding_alone(ScalarType? precision, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var encoder = Encoder();
        encoder.eval();
        var plain = encoder.Encode(Pixels(1));

        NetworkPrecision.Use(encoder, precision);
        encoder.Fold();
        var folded = encoder.Encode(Pixels(1));

        foreach (var (a, b) in plain.Zip(folded))
        {
            var scale = TensorSamples.Values(a).Max(Math.Abs);
            TensorSamples.LargestDifference(a, b).ShouldBeLessThan(tolerance * scale);
        }
    }

    [Fact]
    public void Options_and_state_build_the_same_encoder_again()
    {
        using var scope = NewDisposeScope();
        using var encoder = Encoder();
        using var again = new LearnedEncoder(encoder.Options, 99);
        using (no_grad())
        {
            var state = again.state_dict();
            foreach (var (name, tensor) in encoder.state_dict())
            {
                state[name].copy_(tensor);
            }
        }

        encoder.Fold();
        again.Fold();

        foreach (var (a, b) in encoder.Encode(Pixels(1)).Zip(again.Encode(Pixels(1))))
        {
            TensorSamples.Values(b).ShouldBe(TensorSamples.Values(a));
        }
    }

    [Fact]
    public void How_a_picture_was_exposed_changes_no_feature()
    {
        using var scope = NewDisposeScope();
        using var encoder = Encoder();
        encoder.Fold();

        var plain = encoder.Encode(Pixels(1));
        var brighter = encoder.Encode(Pixels(1).mul(0.6).add(0.3));

        foreach (var (a, b) in plain.Zip(brighter))
        {
            TensorSamples.LargestDifference(a, b).ShouldBeLessThan(1e-3 * TensorSamples.Values(a).Max(Math.Abs));
        }
    }

    [Fact]
    public void The_noise_of_a_plain_picture_is_not_taken_for_structure()
    {
        using var scope = NewDisposeScope();
        using var encoder = Encoder();
        encoder.SetLeastDeviations([0.1]);
        encoder.Fold();
        var noise = Pixels(1).mul(0.003);

        var plain = encoder.Encode(noise.add(0.5))[0];
        var even = encoder.Encode(zeros(2, 1, 64, 96))[0];

        var full = encoder.Encode(Pixels(1))[0];
        TensorSamples.LargestDifference(plain, even).ShouldBeLessThan(0.1 * TensorSamples.LargestDifference(full, even));
        Should.Throw<ArgumentException>(() => encoder.SetLeastDeviations([1, 1]));
    }

    [Fact]
    public void Black_is_black_however_much_of_a_picture_without_an_exposure_of_its_own_is_black()
    {
        using var scope = NewDisposeScope();
        using var encoder = new LearnedEncoder(ToyParts.Small() with { OwnExposure = false }, 1);
        encoder.eval();
        encoder.Fold();
        var pixels = Pixels(1).gt(0.5).to(ScalarType.Float32);
        var emptied = pixels.clone();
        emptied.narrow(3, 64, 32).fill_(1);

        var (full, half) = (encoder.Encode(pixels)[0], encoder.Encode(emptied)[0]);

        // The third at the left sees nothing of what was emptied.
        TensorSamples.LargestDifference(full.narrow(3, 0, 4), half.narrow(3, 0, 4)).ShouldBe(0);
        TensorSamples.LargestDifference(full, half).ShouldBeGreaterThan(0.01);
    }

    [Fact]
    public void Other_shapes_and_an_encoder_in_training_are_refused()
    {
        using var scope = NewDisposeScope();
        using var encoder = new LearnedEncoder(ToyParts.Small(), 1);

        Should.Throw<InvalidOperationException>(() => encoder.Encode(Pixels(1)));
        encoder.eval();
        Should.Throw<ArgumentException>(() => encoder.Encode(Pixels(3)));
        Should.Throw<ArgumentException>(() => encoder.Encode(zeros(1, 1, 60, 64)));
        Should.Throw<OptionsException>(() => new LearnedEncoder(new LearnedEncoderOptions { Widths = [1, 2], Blocks = [] }, 1))
            .Message.ShouldContain("Blocks");
    }

    private static LearnedEncoder Encoder()
    {
        var encoder = TensorSamples.Randomise(new LearnedEncoder(ToyParts.Small(), 1), new KeyedRandom(2));
        using var off = no_grad();
        foreach (var (name, buffer) in encoder.named_buffers())
        {
            if (name.EndsWith("variance", StringComparison.Ordinal))
            {
                buffer.add_(buffer.mul(0.7));
            }
        }

        return encoder;
    }

    private static Tensor Pixels(int channels) =>
        TensorSamples.Uniform(new KeyedRandom(5), 0, 1, 2, channels, 64, 96).to(ScalarType.Float32);
}
