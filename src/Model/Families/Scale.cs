using InspectFlow.Model.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model.Families;

/// <summary>One scale of a multi-scale flow: layers, and a split unless it is the last.</summary>
public sealed class Scale : nn.Module
{
    private readonly ModuleList<FlowLayer> layers;
    private readonly Split? split;

    /// <summary>Initializes a new instance of the <see cref="Scale"/> class.</summary>
    /// <param name="layers">The layers, in the order from image to latents.</param>
    /// <param name="split">The split at the end, or null for the last scale.</param>
    public Scale(IEnumerable<FlowLayer> layers, Split? split)
        : base(nameof(Scale))
    {
        this.layers = new ModuleList<FlowLayer>([.. layers]);
        this.split = split;
        RegisterComponents();
    }

    /// <summary>Gets the layers.</summary>
    public IReadOnlyList<FlowLayer> Layers => [.. layers];

    /// <summary>Gets the split, or null for the last scale.</summary>
    public Split? Split => split;
}
