using InspectFlow.Model;
using InspectFlow.Tests.Ingest;
using Shouldly;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features;

[Collection(nameof(Alone))] // It sets the number of threads, which is the process's too.
public sealed class DictionaryEncoderTests
{
    private static readonly DictionaryOptions Small = new() { Atoms = 16, ContextAtoms = 32, Components = 6, PatchSize = 3 };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Features_are_those_of_their_definition(int channels)
    {
        using var scope = NewDisposeScope();
        var random = new KeyedRandom(2, channels);
        using var encoder = new DictionaryEncoder(Small, channels);
        var pixels = Pictures(1, channels, 32, 64);
        var picture = Planes(pixels, channels, 32, 64);
        var cells = new double[4, 8][];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i / 8, i % 8] = [];
        }

        var dictionaries = encoder.Patches.Select(layer =>
        {
            var (weights, mean) = (Matrix(random, 16, 9 * channels), Matrix(random, 1, 9 * channels)[0]);
            layer.Set(ToTensor(weights), ToTensor([mean])[0]);
            return (weights, mean);
        }).ToArray();
        var (projection, centre, atoms) = (Matrix(random, 6, 128), Matrix(random, 1, 128)[0], Matrix(random, 32, 54));
        encoder.Context.SetProjection(ToTensor(projection), ToTensor([centre])[0]);
        encoder.Context.SetAtoms(ToTensor(atoms), 0.25);

        var maps = encoder.Encode(pixels);
        maps.Select(m => string.Join(',', m.shape)).ShouldBe(["1,32,16,32", "1,32,16,32", "1,32,8,16", "1,32,4,8", "1,64,4,8"]);
        for (var layer = 0; layer < 4; layer++)
        {
            var (scale, stride) = (1 << layer, encoder.Layers[layer].Stride);
            var reduced = PlainDictionary.Reduce(picture, scale);
            var (height, width) = (32 / stride, 64 / stride);
            var sums = new double[4, 8][];
            for (var i = 0; i < height * width; i++)
            {
                var (y, x) = (i / width, i % width);
                var (weights, mean) = dictionaries[layer];
                var expected = PlainDictionary.Patch(reduced, y * stride / scale, x * stride / scale, 3, weights, mean, 0.5);
                ShouldBeNear(maps[layer], y, x, expected);
                ref var sum = ref sums[y * stride / 8, x * stride / 8];
                sum = [.. expected.Select((v, c) => v + (sums[y * stride / 8, x * stride / 8]?[c] ?? 0))];
            }

            for (var i = 0; i < cells.Length; i++)
            {
                cells[i / 8, i % 8] = [.. cells[i / 8, i % 8], .. sums[i / 8, i % 8].Select(v => v * stride * stride / 64)];
            }
        }

        for (var i = 0; i < cells.Length; i++)
        {
            ShouldBeNear(maps[4], i / 8, i % 8, PlainDictionary.Neighbourhood(cells, i / 8, i % 8, projection, centre, atoms, 0.25));
        }
    }

    [Fact]
    public void Pooled_statistics_are_those_of_the_maps()
    {
        using var scope = NewDisposeScope();
        using var encoder = Learned(1);
        var pixels = Pictures(3, 1, 64, 96);
        var maps = encoder.Encode(pixels);
        var expected = stack(Enumerable.Range(0, 3).Select(i => cat([.. maps.Select(m => FeaturePooling.Statistics(m.narrow(0, i, 1)))])));
        var pooled = PooledStatistics.Of(encoder, pixels);
        pooled.shape.ShouldBe([3, encoder.PooledSize]);
        TensorSamples.LargestDifference(pooled, expected).ShouldBeLessThan(1e-5);
    }

    [Fact]
    public void A_picture_has_the_same_bits_alone_in_any_batch_and_with_any_number_of_threads()
    {
        using var scope = NewDisposeScope();
        using var encoder = Learned(1);
        var pixels = Pictures(5, 1, 64, 160);
        var (pooled, maps) = (PooledStatistics.Of(encoder, pixels), encoder.Encode(pixels));
        var before = get_num_threads();
        try
        {
            foreach (var threads in new[] { 1, 2, 3 })
            {
                set_num_threads(threads);
                for (var i = 0; i < 5; i++)
                {
                    var alone = pixels.narrow(0, i, 1).clone();
                    foreach (var (layer, own, all) in encoder.Layers.Zip(encoder.Encode(alone), maps))
                    {
                        own[0].Equals(all[i]).ShouldBeTrue($"{layer}, {threads} threads");
                    }

                    PooledStatistics.Of(encoder, alone)[0].Equals(pooled[i]).ShouldBeTrue($"{threads} threads");
                }
            }
        }
        finally
        {
            set_num_threads(before);
        }

        Parallel.For(0, 8, i =>
        {
            using var inner = NewDisposeScope();
            PooledStatistics.Of(encoder, pixels.narrow(0, i % 5, 1))[0].Equals(pooled[i % 5]).ShouldBeTrue();
        });
    }

    [Fact]
    public void The_features_of_any_device_are_those_of_the_processors_own_way()
    {
        using var scope = NewDisposeScope();
        var random = new KeyedRandom(8);
        var products = TensorSamples.Gaussian(random, 1, 1, 4, 8, 16).to(ScalarType.Float32).permute(0, 3, 1, 2);
        var scales = TensorSamples.Uniform(random, 0.5, 2, 1, 1, 4, 8).to(ScalarType.Float32);
        var bias = TensorSamples.Gaussian(random, 0.3, 16).to(ScalarType.Float32);
        var responses = new ResponseMap(products, scales, bias, 0.4f);
        var (made, means) = (new float[4 * 8 * 32], new float[8 * 32]);
        new ResponseReader(responses).Read(2, means, 32, made, null);
        var plain = responses.ToFeatures();
        TensorSamples.Values(plain.permute(0, 2, 3, 1)).ShouldBe(made.Select(v => (double)v), 1e-6);
        TensorSamples.Values(nn.functional.avg_pool2d(plain, 2).permute(0, 2, 3, 1)).ShouldBe(means.Select(v => (double)v), 1e-6);
    }

    [Fact]
    public void An_encoder_is_rebuilt_from_its_options_and_weights()
    {
        using var scope = NewDisposeScope();
        using var encoder = Learned(1);
        using var rebuilt = new DictionaryEncoder(encoder.Options, 1);
        var pixels = Pictures(2, 1, 64, 64);
        var weights = encoder.state_dict();
        var targets = rebuilt.state_dict();
        weights.Keys.ShouldBe(targets.Keys);
        weights.Keys.ShouldContain("scale1.filters");
        PooledStatistics.Of(rebuilt, pixels).Equals(PooledStatistics.Of(encoder, pixels)).ShouldBeFalse();
        var stored = weights.ToDictionary(w => w.Key, w => TensorStorage.ToSafetensors(w.Key, w.Value), StringComparer.Ordinal);
        TensorStorage.CopyInto(targets, stored, "dictionary.safetensors");
        PooledStatistics.Of(rebuilt, pixels).Equals(PooledStatistics.Of(encoder, pixels)).ShouldBeTrue();
    }

    [Fact]
    public void Tensors_are_released_with_the_call()
    {
        using var scope = NewDisposeScope();
        using var encoder = Learned(1);
        var pixels = Pictures(2, 1, 64, 64);
        var picture = pixels.narrow(0, 0, 1);
        Measure();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Measure();
        foreach (var map in encoder.Encode(pixels))
        {
            map.Dispose();
        }

        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);

        void Measure()
        {
            var (maps, statistics) = encoder.Measure(picture, FeatureView.CoarseStride);
            statistics.Dispose();
            foreach (var map in maps)
            {
                map.Dispose();
            }
        }
    }

    [Fact]
    public void Pictures_of_another_shape_are_refused()
    {
        using var scope = NewDisposeScope();
        using var encoder = new DictionaryEncoder(new() { Atoms = 16, ContextAtoms = 16, Components = 4 }, 1);
        Should.Throw<ArgumentException>(() => encoder.Encode(zeros(1, 3, 64, 64))).Message.ShouldContain("[N,1,H,W]");
        Should.Throw<ArgumentException>(() => encoder.Measure(zeros(1, 1, 64, 72), FeatureView.CoarseStride));
        Should.Throw<ArgumentException>(() => encoder.Measure(zeros(1, 1, 64, 32), FeatureView.CoarseStride)).Message.ShouldContain("56 pixels");
        Should.Throw<ArgumentException>(() => encoder.Measure(zeros(1, 1, 64, 64, ScalarType.Float64), FeatureView.CoarseStride));
        Should.Throw<ArgumentOutOfRangeException>(() => new DictionaryEncoder(new(), 2));
    }

    [Fact]
    public void Options_that_make_no_encoder_are_refused()
    {
        Paths(new() { Scales = [2, 1] }).ShouldBe(["$.scales"]);
        Paths(new() { Scales = [1, 3], PatchSize = 4 }).ShouldBe(["$.scales", "$.patchSize"], ignoreOrder: true);
        Paths(new() { Atoms = 24, ContextAtoms = 40 }).ShouldBe(["$.atoms", "$.contextAtoms"], ignoreOrder: true);
        Paths(new() { Atoms = 16, Scales = [4], Components = 33 }).ShouldBe(["$.components"]);
        Paths(new()).ShouldBeEmpty();

        static IEnumerable<string> Paths(DictionaryOptions options) => OptionsValidator.Check(options).Select(e => e.Path);
    }

    private static DictionaryEncoder Learned(int channels) =>
        DictionaryLearner.Learn(Small, LearnerPictures.Of(4, channels, 64, 64), 1);

    private static Tensor Pictures(int count, int channels, int height, int width)
    {
        var pictures = LearnerPictures.Of(count, channels, height, width);
        return cat([.. Enumerable.Range(0, count).Select(pictures.ToTensor)]);
    }

    private static double[][,] Planes(Tensor pixels, int channels, int height, int width)
    {
        var values = TensorSamples.Values(pixels);
        return [.. Enumerable.Range(0, channels).Select(c =>
        {
            var plane = new double[height, width];
            Buffer.BlockCopy(values, c * height * width * sizeof(double), plane, 0, height * width * sizeof(double));
            return plane;
        })];
    }

    private static double[][] Matrix(KeyedRandom random, int rows, int columns) =>
        [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => 0.5 * random.NextGaussian()).ToArray())];

    private static Tensor ToTensor(double[][] rows) =>
        tensor([.. rows.SelectMany(r => r)], [rows.Length, rows[0].Length]).to(ScalarType.Float32);

    private static void ShouldBeNear(Tensor map, int y, int x, double[] expected) =>
        TensorSamples.Values(map[0].select(2, x).select(1, y)).ShouldBe(expected, 1e-3);
}
