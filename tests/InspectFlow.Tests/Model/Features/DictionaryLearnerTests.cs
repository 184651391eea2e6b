using InspectFlow.Model;
using InspectFlow.Tests.Ingest;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features;

// The width of BLAS belongs to the process: what other tests set meanwhile would move last digits.
[Collection(nameof(Alone))]
public sealed class DictionaryLearnerTests
{
    private static readonly DictionaryOptions Small = new() { Atoms = 16, ContextAtoms = 32, Components = 8 };

    [Fact]
    public void A_seed_gives_the_same_bits_with_any_number_of_threads_and_another_seed_gives_others()
    {
        using var scope = NewDisposeScope();
        var pictures = LearnerPictures.Of(20, 1, 64, 96);
        using var one = DictionaryLearner.Learn(Small, pictures, 1);
        using var three = DictionaryLearner.Learn(Small, pictures, 3);
        using var other = DictionaryLearner.Learn(Small with { Seed = 1 }, pictures, 3);
        foreach (var (name, weights) in one.state_dict())
        {
            three.state_dict()[name].Equals(weights).ShouldBeTrue(name);
            other.state_dict()[name].Equals(weights).ShouldBeFalse(name);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_the_pictures_show_is_told_from_what_they_do_not(int channels)
    {
        using var scope = NewDisposeScope();
        using var encoder = DictionaryLearner.Learn(Small, LearnerPictures.Of(20, channels, 64, 64), 2);
        var fresh = LearnerPictures.Of(10, channels, 64, 64, seed: 5);
        var pooled = stack(Enumerable.Range(0, 10).Select(i => PooledStatistics.Of(encoder, fresh.ToTensor(i))[0]));
        AllFinite(pooled);
        var (mean, spread) = (pooled.mean([0]), pooled.sub(pooled.mean([0])).square().mean([0]).sqrt().add(1e-3));

        // A scratch across a fresh good picture moves the statistics further than fresh good pictures differ.
        var scratched = fresh.ToTensor(0);
        scratched.narrow(2, 20, 2).narrow(3, 10, 40).fill_(1);
        Distance(PooledStatistics.Of(encoder, scratched)[0])
            .ShouldBeGreaterThan(1.5 * Enumerable.Range(0, 10).Max(i => Distance(pooled[i])));

        double Distance(Tensor row) => TensorSamples.Values(row.sub(mean).mul(spread.pow(-1)).square().mean())[0];
    }

    [Theory]
    [InlineData("constant")]
    [InlineData("two constants")]
    [InlineData("black and white")]
    [InlineData("one dot")]
    public void Pictures_with_hardly_anything_on_them_give_finite_features(string kind)
    {
        using var scope = NewDisposeScope();
        var pictures = LearnerPictures.From(20, 64, 64, (picture, row, column) => kind switch
        {
            "constant" => 128,
            "two constants" => (byte)(picture % 2 * 255),
            "black and white" => (byte)((row / 16) + (column / 8) + picture) % 2 == 0 ? (byte)0 : (byte)255,
            _ => (row, column) == (30, picture) ? (byte)255 : (byte)0,
        });
        using var encoder = DictionaryLearner.Learn(Small, pictures, 2);
        AllFinite(PooledStatistics.Of(encoder, pictures.ToTensor(0)));
        AllFinite(PooledStatistics.Of(encoder, LearnerPictures.Of(1, 1, 64, 64).ToTensor(0)));
        AllFinite(PooledStatistics.Of(encoder, zeros(1, 1, 64, 64)));
    }

    [Fact]
    public void A_constant_picture_has_features_without_deviation()
    {
        using var scope = NewDisposeScope();
        using var encoder = DictionaryLearner.Learn(Small, LearnerPictures.Of(20, 1, 64, 64), 2);
        var rest = PooledStatistics.Of(encoder, full([1, 1, 64, 64], 0.4f))[0];
        foreach (var layer in encoder.Layers)
        {
            TensorSamples.Values(rest.narrow(0, layer.Channels, layer.Channels)).ShouldAllBe(d => d < 1e-4);
            rest = rest.narrow(0, 3 * layer.Channels, rest.numel() - (3 * layer.Channels));
        }
    }

    [Fact]
    public void Pictures_smaller_than_a_patch_are_refused()
    {
        Should.Throw<ArgumentException>(() => DictionaryLearner.Learn(Small, LearnerPictures.Of(2, 1, 32, 64)))
            .Message.ShouldContain("56 pixels");
        Should.Throw<ArgumentException>(() => new FeaturePictures(new byte[64 * 65], 1, 65, 64));
        Should.Throw<ArgumentException>(() => new FeaturePictures(new byte[1000], 1, 32, 32));
    }

    [Fact]
    public void Learning_can_be_ended_early()
    {
        using var ended = new CancellationTokenSource();
        ended.Cancel();
        Should.Throw<OperationCanceledException>(
            () => DictionaryLearner.Learn(Small, LearnerPictures.Of(2, 1, 64, 64), 1, ended.Token));
    }

    private static void AllFinite(Tensor values) => TensorSamples.Values(values).ShouldAllBe(v => double.IsFinite(v));
}
