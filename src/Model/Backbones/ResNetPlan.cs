using System.Globalization;

namespace InspectFlow.Model.Backbones;

/// <summary>
/// Residual networks with a rectifier after each sum (He et al., 2015), under torchvision's names. Wide ones (Zagoruyko and
/// Komodakis, 2016) have more channels in the middle of their bottlenecks. A bottleneck's stride is in its 3 × 3 convolution.
/// </summary>
internal static class ResNetPlan
{
    private const int FirstChannels = 64;
    private const int Expansion = 4;

    /// <summary>Makes the plan.</summary>
    /// <param name="name">The architecture's name.</param>
    /// <param name="counts">The units of each stage.</param>
    /// <param name="innerWidth">The channels inside the first stage's bottlenecks; null: basic units of two convolutions.</param>
    public static BackbonePlan Create(string name, IReadOnlyList<int> counts, int? innerWidth)
    {
        var stages = new List<StagePlan>();
        var inputs = FirstChannels;
        for (var k = 0; k < counts.Count; k++)
        {
            var layer = string.Create(CultureInfo.InvariantCulture, $"layer{k + 1}");
            var outputs = (FirstChannels << k) * (innerWidth is null ? 1 : Expansion);
            var units = new List<UnitPlan>();
            for (var i = 0; i < counts[k]; i++)
            {
                var unit = string.Create(CultureInfo.InvariantCulture, $"{layer}.{i}.");
                units.Add(Unit(unit, inputs, innerWidth << k, outputs, i == 0 && k > 0 ? 2 : 1));
                inputs = outputs;
            }

            stages.Add(new StagePlan(layer, 4 << k, units));
        }

        return new BackbonePlan
        {
            Name = name,
            Naming = TensorNaming.Torchvision,
            Stem = new ConvolutionPlan("conv1", "bn1", 3, FirstChannels, 7, 2),
            Pools = true,
            Stages = stages,
            RectifiesSums = true,
            Body = ["conv1.", "bn1.", "layer"],
        };
    }

    private static UnitPlan Unit(string name, int inputs, int? inner, int outputs, int stride)
    {
        IReadOnlyList<ConvolutionPlan> path = inner is { } width
            ? [
                new(name + "conv1", name + "bn1", inputs, width, 1),
                new(name + "conv2", name + "bn2", width, width, 3, stride),
                new(name + "conv3", name + "bn3", width, outputs, 1),
            ]
            : [
                new(name + "conv1", name + "bn1", inputs, outputs, 3, stride),
                new(name + "conv2", name + "bn2", outputs, outputs, 3),
            ];
        var isSame = stride == 1 && inputs == outputs;
        var shortcut = isSame ? null : new ConvolutionPlan(name + "downsample.0", name + "downsample.1", inputs, outputs, 1, stride);
        return new UnitPlan(path, shortcut, AddsInput: isSame);
    }
}
