using InspectFlow.Model.Backbones;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>Features of a network that was trained on photographs, from a file that the user brought.</summary>
public sealed class BackboneEncoder : FeatureEncoder
{
    private readonly Backbone backbone;

    /// <summary>Initializes a new instance of the <see cref="BackboneEncoder"/> class.</summary>
    /// <param name="backbone">The network; owned from now on.</param>
    public BackboneEncoder(Backbone backbone)
        : base(nameof(BackboneEncoder))
    {
        ArgumentNullException.ThrowIfNull(backbone);
        this.backbone = backbone;
        RegisterComponents();
        Layers = [.. backbone.Features.Select(f => new FeatureLayer(f.Name, f.Channels, f.Stride))];
    }

    /// <inheritdoc/>
    public override string ViewName => "backbone";

    /// <inheritdoc/>
    public override IReadOnlyList<FeatureLayer> Layers { get; }

    /// <summary>Gets what fixes the network's shape, and where its weights came from.</summary>
    public BackboneDescriptor Descriptor => backbone.Descriptor;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Encode(Tensor pixels)
    {
        CheckPixels(pixels);
        return backbone.Forward(pixels);
    }
}
