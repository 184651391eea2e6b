using InspectFlow.Model;
using InspectFlow.Tests.Ingest;
using InspectFlow.Model.Backbones;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Backbones;

[Collection(nameof(Alone))] // It sets the number of threads, which is the process's too.
public sealed class BackboneTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("mobilenet_v2", 16, 64, null)]
    [InlineData("mobilenet_v2", 16, 40, ScalarType.BFloat16)]
    [InlineData("resnet18", 16, 40, null)]
    [InlineData("resnet50_v2", 8, 40, null)]
    [InlineData("resnet50_v2", 8, 40, ScalarType.BFloat16)]
    public async Task A_picture_has_the_same_features_to_the_last_bit_alone_in_any_batch_and_with_any_number_of_threads(
        string architecture, int deepest, int side, ScalarType? precision)
    {
        // More than 15, from which on libtorch calculates a 1 × 1 convolution otherwise.
        const int Count = 17;
        using var backbone = Load(architecture, deepest);
        backbone.Fold(precision);
        var pictures = BackboneFiles.Pictures(Count, side, side);
        var expected = await FeaturesOf(backbone, pictures, side, 1, threads: 1);
        expected[0].ShouldNotBe(expected[1]);

        foreach (var (rows, threads) in new[] { (1, 2), (4, 1), (Count, 2) })
        {
            var actual = await FeaturesOf(backbone, pictures, side, rows, threads);
            for (var i = 0; i < Count; i++)
            {
                actual[i].AsSpan().SequenceEqual(expected[i]).ShouldBeTrue($"picture {i}, {rows} at once, {threads} threads");
            }
        }
    }

    [Fact]
    public void A_backbone_s_state_is_all_buffers_whose_names_suit_a_bundle()
    {
        using var backbone = Load("mobilenet_v2", 4, 8);
        var names = backbone.state_dict().Keys.ToList();
        names.ShouldContain("stages.1.units.1.path.0.bias");
        names.ShouldAllBe(n => n.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '.'));
        backbone.parameters().ShouldBeEmpty();
    }

    [Fact]
    public void The_descriptor_names_the_network_the_strides_and_the_file_s_hash()
    {
        using var backbone = Load("resnet50_v2", 4, 8);

        backbone.Descriptor.ShouldBe(new BackboneDescriptor
        {
            Architecture = "resnet50_v2",
            Strides = [4, 8],
            Sha256 = SafetensorsFile.Read(folder.File("weights")).Sha256,
        });
        backbone.Features.ShouldBe([new FeatureMap("stage1", 4, 256), new FeatureMap("stage2", 8, 512)]);
    }

    [Theory]
    [InlineData("mobilenet_v2")]
    [InlineData("resnet50_v2")]
    public void Features_in_bfloat16_are_close_to_those_in_single_precision(string architecture)
    {
        using var scope = NewDisposeScope();
        using var backbone = Load(architecture, 4, 8);
        var input = Pictures(2, 64);
        var exact = backbone.Forward(input);

        backbone.Fold(ScalarType.BFloat16);
        foreach (var (rounded, map) in backbone.Forward(input).Zip(exact))
        {
            rounded.dtype.ShouldBe(ScalarType.Float32);
            var error = rounded.sub(map).square().mean().sqrt().item<float>();
            error.ShouldBeInRange(1e-6f, 0.05f * map.square().mean().sqrt().item<float>());
        }
    }

    [Fact]
    public void A_gray_picture_counts_as_three_equal_channels()
    {
        using var scope = NewDisposeScope();
        using var backbone = Load("mobilenet_v2", 4);
        var gray = Backbone.ToInput(tensor(BackboneFiles.Pictures(2, 32, 32, channels: 1), [2, 1, 32, 32]));
        var repeated = gray.expand(-1, 3, -1, -1).contiguous();

        backbone.Forward(gray)[0].allclose(backbone.Forward(repeated)[0], 0, 0).ShouldBeTrue();
        Should.Throw<ArgumentException>(() => backbone.Forward(zeros([2, 2, 32, 32]))).Message.ShouldContain("[2,2,32,32]");
    }

    [Fact]
    public void No_tensor_stays_behind_but_the_features()
    {
        using var scope = NewDisposeScope();
        using var backbone = Load("mobilenet_v2", 4, 8, 16);
        var input = Pictures(1, 32);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        backbone.Forward(input).Count.ShouldBe(3);

        (DisposeScopeManager.Statistics.ThreadTotalLiveCount - before).ShouldBe(3);
    }

    private static Tensor Pictures(int count, int side) =>
        Backbone.ToInput(tensor(BackboneFiles.Pictures(count, side, side), [count, 3, side, side]));

    private Backbone Load(string architecture, params int[] strides)
    {
        BackboneFiles.Drawn(architecture, strides[^1]).Write(folder.File("weights"));
        return Backbone.Load(folder.File("weights"), strides);
    }

    // On a thread of its own: the width of torch's operations belongs to the thread that calls.
    private static Task<byte[][]> FeaturesOf(Backbone backbone, byte[] pictures, int side, int rows, int threads) => Task.Factory.StartNew(
        () =>
        {
            set_num_threads(threads);
            using var scope = NewDisposeScope();
            var features = new List<byte[]>();
            foreach (var part in pictures.Chunk(rows * 3 * side * side))
            {
                var count = part.Length / (3 * side * side);
                var maps = backbone.Forward(Backbone.ToInput(tensor(part, [count, 3, side, side])));
                for (var i = 0; i < count; i++)
                {
                    features.Add([.. maps.SelectMany(m => m[i].contiguous().bytes.ToArray())]);
                }
            }

            return features.ToArray();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
