using System.Runtime.InteropServices;
using InspectFlow.Model.Backbones;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Backbones;

/// <summary>Features computed a second time by tests/pytorch/backbone_reference.py, which folds nothing.</summary>
public sealed class BackboneReferenceTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData("mobilenet_v2", 4)]
    [InlineData("mobilenet_v2", 2)]
    [InlineData("resnet18", 4)]
    [InlineData("wide_resnet50_2", 2)]
    [InlineData("resnet50_v2", 2)]
    public void Features_of_random_weights_are_those_of_plain_PyTorch(string architecture, int stages) =>
        Compare(architecture, folder.File("weights"), [.. Enumerable.Range(2, stages).Select(k => 1 << k)], $"{stages}");

    [SkippableTheory]
    [InlineData("mobilenet_v2", BackboneFiles.MobileNet, new[] { 4, 8, 16, 32 })]
    [InlineData("resnet50_v2", BackboneFiles.PreActivation, new[] { 4, 8, 16 })]
    public void Features_of_trained_weights_are_those_of_plain_PyTorch(string architecture, string name, int[] strides) =>
        Compare(architecture, BackboneFiles.Real(name), strides);

    // With a number of stages the reference writes the file, with random weights and statistics.
    private void Compare(string architecture, string path, int[] strides, params string[] randomStages)
    {
        // An odd height, so that strides don't divide it.
        const int Height = 51;
        const int Width = 64;
        PyTorch.SkipWhereMissing();
        var pictures = BackboneFiles.Pictures(2, Height, Width);
        File.WriteAllBytes(folder.File("pixels"), pictures);
        PyTorch.Run(
            "backbone_reference.py",
            [architecture, path, folder.File("pixels"), $"{Height}", $"{Width}", folder.File("features"), .. randomStages]);
        var theirs = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(folder.File("features"))).ToArray();

        using var scope = NewDisposeScope();
        using var backbone = Backbone.Load(path, strides);
        backbone.Descriptor.Architecture.ShouldBe(architecture);
        var maps = backbone.Forward(Backbone.ToInput(tensor(pictures, [2, 3, Height, Width])));
        var start = 0;
        foreach (var (map, feature) in maps.Zip(backbone.Features))
        {
            map.shape.ShouldBe([2, feature.Channels, (Height + feature.Stride - 1) / feature.Stride, Width / feature.Stride]);
            var mine = map.contiguous().data<float>().ToArray();
            var other = theirs.AsSpan(start, mine.Length).ToArray();
            start += mine.Length;
            var greatest = other.Max(Math.Abs);
            greatest.ShouldBeGreaterThan(0);
            mine.Zip(other, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-4f * greatest, feature.Name);
        }

        maps.Count.ShouldBe(strides.Length);
        start.ShouldBe(theirs.Length);
    }
}
