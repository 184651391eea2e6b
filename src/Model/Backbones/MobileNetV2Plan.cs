using System.Globalization;

namespace InspectFlow.Model.Backbones;

/// <summary>
/// MobileNetV2 (Sandler et al., 2018, table 2): inverted residuals, narrow between units and wide inside, with one
/// depthwise convolution and no rectifier at the narrow end.
/// </summary>
internal static class MobileNetV2Plan
{
    // Widening inside, channels, units, stride of the first.
    private static readonly (int Widening, int Channels, int Count, int Stride)[] Groups =
    [
        (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1),
    ];

    public static BackbonePlan Create()
    {
        var stages = new List<StagePlan>();
        var units = new List<UnitPlan>();
        var (layer, inputs, stride) = (1, 32, 2);
        foreach (var group in Groups)
        {
            for (var i = 0; i < group.Count; i++, layer++)
            {
                var step = i == 0 ? group.Stride : 1;
                if (step > 1)
                {
                    stages.Add(new StagePlan(NameOf(layer - 1), stride, [.. units]));
                    units.Clear();
                    stride *= step;
                }

                units.Add(Unit(layer, inputs, group.Channels, step, group.Widening));
                inputs = group.Channels;
            }
        }

        stages.Add(new StagePlan(NameOf(layer - 1), stride, units));
        return new BackbonePlan
        {
            Name = "mobilenet_v2",
            Naming = TensorNaming.Torchvision,
            Stem = new ConvolutionPlan("features.0.0", "features.0.1", 3, 32, 3, 2),
            Stages = stages,
            IsClipped = true,
            Body = ["features."],
            Head = [NameOf(layer) + "."],
        };
    }

    private static UnitPlan Unit(int layer, int inputs, int outputs, int stride, int widening)
    {
        var name = NameOf(layer) + ".conv.";
        var inner = inputs * widening;
        var path = new List<ConvolutionPlan>();
        if (widening > 1)
        {
            path.Add(new ConvolutionPlan(name + "0.0", name + "0.1", inputs, inner, 1));
        }

        var next = path.Count;
        path.Add(new ConvolutionPlan(Part(name, next) + ".0", Part(name, next) + ".1", inner, inner, 3, stride, IsDepthwise: true));
        path.Add(new ConvolutionPlan(Part(name, next + 1), Part(name, next + 2), inner, outputs, 1));
        return new UnitPlan(path, Shortcut: null, AddsInput: stride == 1 && inputs == outputs);
    }

    private static string NameOf(int layer) => Part("features.", layer);

    private static string Part(string name, int number) => name + number.ToString(CultureInfo.InvariantCulture);
}
