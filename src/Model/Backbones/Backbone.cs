using InspectFlow.Model.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model.Backbones;

/// <summary>
/// A network that was trained on photographs, cut off after its stages and frozen: pictures in, feature maps out.
/// </summary>
/// <remarks>
/// <para>
/// Features are the stages' outputs: after the sum's rectifier where a network has one, for MobileNetV2 the narrow output of
/// the stage's last unit, and for the pre-activation ResNet after the batch norm and rectifier that the next stage begins
/// with. Where its file ends before those, only the rectifier is applied to the last stage's sum.
/// </para>
/// <para>
/// Batch norms are folded into the convolutions before them when a file is read, so that <c>state_dict()</c> holds what is
/// left: all buffers, no parameters. On the processor a picture's features have the same bits alone, in any batch and with any
/// number of torch threads. Fastest is a thread of its own for each core, with some 130,000 pixels at once (two pictures of
/// 256 × 256), so that the widest layers stay below what the heap keeps. Any number of threads may use a folded backbone at once.
/// </para>
/// </remarks>
public sealed class Backbone : nn.Module
{
    private readonly BackboneStem stem;
    private readonly ModuleList<BackboneStage> stages = new();

    /// <summary>
    /// Initializes a new instance of the <see cref="Backbone"/> class without weights: they are to be copied into its
    /// <c>state_dict()</c>, and then it is to be folded.
    /// </summary>
    /// <param name="descriptor">The shape.</param>
    /// <exception cref="OptionsException"><paramref name="descriptor"/> has faults; all are listed.</exception>
    public Backbone(BackboneDescriptor descriptor)
        : base(nameof(Backbone))
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        OptionsValidator.Validate(descriptor, nameof(BackboneDescriptor));
        Descriptor = descriptor;
        Plan = BackboneCatalog.Find(descriptor.Architecture)!;
        stem = new BackboneStem(Plan);
        foreach (var stage in Plan.StagesTo(descriptor.Strides[^1]))
        {
            stages.Add(new BackboneStage(stage, Plan));
        }

        RegisterComponents();
        Features = [.. stages.Where(IsWanted).Select(s => new FeatureMap(s.Plan.Name, s.Plan.Stride, s.Plan.Channels))];
        eval();
    }

    /// <summary>Gets what fixes the backbone's shape, and where its weights came from.</summary>
    public BackboneDescriptor Descriptor { get; }

    /// <summary>Gets the feature maps that <see cref="Forward"/> gives, finest first.</summary>
    public IReadOnlyList<FeatureMap> Features { get; }

    /// <summary>Gets the network's structure.</summary>
    internal BackbonePlan Plan { get; }

    /// <summary>Gets the normalisation of the pictures.</summary>
    internal ChannelAffine Input => stem.Input;

    /// <summary>Reads a backbone from a file of weights and recognises what network they are of.</summary>
    /// <param name="path">A safetensors file with float32 weights, under torchvision's or the ONNX model zoo's names.</param>
    /// <param name="strides">The strides at which features are wanted, ascending, of 4, 8, 16 and 32.</param>
    /// <returns>The backbone, folded, on the processor; the caller disposes it.</returns>
    /// <exception cref="ModelFormatException">
    /// The file is missing or damaged, or its tensors are not those of a known network; all that differ are listed.
    /// </exception>
    public static Backbone Load(string path, IReadOnlyList<int> strides)
    {
        ArgumentNullException.ThrowIfNull(strides);
        RequireFile(path);
        return BackboneFile.Load(path, strides);
    }

    /// <summary>Makes sure that there is such a file, before anything long begins.</summary>
    /// <param name="path">The safetensors file.</param>
    /// <exception cref="ModelFormatException">There is none.</exception>
    public static void RequireFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new ModelFormatException(path, Directory.Exists(path)
                ? "is a folder; name the safetensors file of a pretrained network"
                : "there is no such file; name the safetensors file of a pretrained network, or train without one");
        }
    }

    /// <summary>
    /// Lays the weights out as they are applied. To be called again after the weights, their device or their precision
    /// changed.
    /// </summary>
    /// <param name="precision">
    /// The precision in which all convolutions but the first calculate, for instance bfloat16; null (the default): that of the
    /// weights, which sums over units and features keep. In bfloat16 features move, as a share of their map's deviation
    /// over places (root of the mean square), by 1 to 4 % for resnet50_v2 and 3 to 13 % for mobilenet_v2, most where
    /// pictures have little contrast: features of one precision are not compared with those of another.
    /// </param>
    public void Fold(ScalarType? precision = null)
    {
        foreach (var module in modules())
        {
            if (module is FrozenConvolution convolution)
            {
                // The first one rounded as well makes the ResNet's features move three times as far, and saves little.
                convolution.Precision = ReferenceEquals(convolution, stem.Convolution) ? null : precision;
            }

            (module as IFoldable)?.Fold();
        }
    }

    /// <summary>Takes features from pictures. No gradients are recorded.</summary>
    /// <param name="pixels">
    /// The pictures, [N,3,H,W] in RGB or [N,1,H,W] in gray, which is repeated; of the weights' type, in 0 to 1
    /// (<see cref="ToInput"/>). ImageNet's means and deviations are taken off here.
    /// </param>
    /// <returns>The maps of <see cref="Features"/>, each [N,C,⌈H/stride⌉,⌈W/stride⌉], channels-last in memory.</returns>
    /// <exception cref="ArgumentException">The shape is none of the two.</exception>
    public IReadOnlyList<Tensor> Forward(Tensor pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.dim() != 4 || pixels.shape[1] is not (1 or 3))
        {
            throw new ArgumentException(
                $"A backbone takes pictures of shape [N,3,H,W] or [N,1,H,W]; these are [{string.Join(',', pixels.shape)}].",
                nameof(pixels));
        }

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var x = stem.Forward(MemoryLayout.ChannelsLast(pixels.expand(-1, 3, -1, -1)));
        var features = new List<Tensor>(Features.Count);
        foreach (var stage in stages)
        {
            x = stage.Forward(x);
            if (IsWanted(stage))
            {
                features.Add(x.alias().MoveToOuterDisposeScope());
            }
        }

        return features;
    }

    /// <summary>Turns prepared pixels into what <see cref="Forward"/> takes: v / 255.</summary>
    /// <param name="pixels">The pictures, uint8 [N,C,H,W].</param>
    /// <returns>float32 [N,C,H,W], in 0 to 1.</returns>
    public static Tensor ToInput(Tensor pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        using var scope = NewDisposeScope();
        return pixels.to(ScalarType.Float32).div(255).MoveToOuterDisposeScope();
    }

    private bool IsWanted(BackboneStage stage) => Descriptor.Strides.Contains(stage.Plan.Stride);
}
