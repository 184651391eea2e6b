using System.Globalization;

namespace InspectFlow.Model.Backbones;

/// <summary>
/// ResNet-50 with batch norm and rectifier before the convolutions (He et al., 2016, "Identity mappings"), under the names
/// of the ONNX model zoo's resnet50-v2-7.
/// </summary>
/// <remarks>
/// The batch norm and rectifier that a stage's first unit begins with count to the stage before: that unit adds a
/// convolution of its activated input, so nothing needs the input before them, and features are taken after them.
/// </remarks>
internal static class PreActivationResNetPlan
{
    private static readonly int[] Counts = [3, 4, 6, 3];

    public static BackbonePlan Create()
    {
        var stages = new List<StagePlan>();
        var inputs = 64;
        for (var k = 0; k < Counts.Length; k++)
        {
            var stage = StageName(k);
            var (inner, outputs) = (64 << k, 256 << k);
            var (convolution, norm) = (0, 0);
            string Convolution() => string.Create(CultureInfo.InvariantCulture, $"{stage}_conv{convolution++}");
            string Norm() => string.Create(CultureInfo.InvariantCulture, $"{stage}_batchnorm{norm++}");
            var units = new List<UnitPlan>();
            for (var i = 0; i < Counts[k]; i++)
            {
                var stride = i == 0 && k > 0 ? 2 : 1;
                var before = Norm();
                ConvolutionPlan[] path =
                [
                    new(Convolution(), Norm(), inputs, inner, 1),
                    new(Convolution(), Norm(), inner, inner, 3, stride),
                    new(Convolution(), null, inner, outputs, 1),
                ];
                var shortcut = i == 0 ? new ConvolutionPlan(Convolution(), null, inputs, outputs, 1, stride) : null;
                units.Add(new UnitPlan(path, shortcut, AddsInput: i > 0, i > 0 ? before : null));
                inputs = outputs;
            }

            var closing = k + 1 < Counts.Length ? StageName(k + 1) + "_batchnorm0" : "batchnorm2";
            stages.Add(new StagePlan(stage, 4 << k, units, closing));
        }

        return new BackbonePlan
        {
            Name = "resnet50_v2",
            OtherNames = ["resnet50-v2", "resnet50v2"],
            Naming = TensorNaming.OnnxModelZoo,
            InputNorm = "batchnorm0",
            Stem = new ConvolutionPlan("conv0", "batchnorm1", 3, 64, 7, 2),
            Pools = true,
            StemClosing = StageName(0) + "_batchnorm0",
            Stages = stages,
            Body = ["batchnorm", "conv", "stage"],
        };
    }

    private static string StageName(int k) => string.Create(CultureInfo.InvariantCulture, $"stage{k + 1}");
}
