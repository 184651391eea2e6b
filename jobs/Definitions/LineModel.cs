using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Definitions;

/// <summary>The form and size of the flow that a line trains. The size of its input follows from the line's preprocessing.</summary>
public sealed record LineModel : IValidatableObject
{
    /// <summary>
    /// Gets the form of the flow: <c>glow</c>, <c>realnvp</c>, <c>realnvp-dense</c>, which sees the image as one row of numbers and
    /// so cannot tell where something is unusual, or <c>feature</c>, a flow over features learned from the line's own good pictures.
    /// </summary>
    /// <value>
    /// Left out, <c>feature</c>, which finds most; <c>glow</c> where the definition asks for tiles or for one of <c>levels</c>,
    /// <c>stepsPerLevel</c>, <c>hiddenChannels</c> and <c>coupling</c>, which only flows over pixels have.
    /// </value>
    [AllowedValues(FlowArchitecture.Glow, FlowArchitecture.RealNvp, FlowArchitecture.RealNvpDense, FlowArchitecture.Feature,
        ErrorMessage = "must be \"glow\", \"realnvp\", \"realnvp-dense\" or \"feature\"")]
    public string Family { get; init; } = FlowArchitecture.Glow;

    /// <summary>
    /// Gets how many scales the flow has. Each halves width and height, so 2^levels must divide both. Not used by
    /// <c>realnvp-dense</c>.
    /// </summary>
    /// <value>The default is 3.</value>
    [Range(1, 8)]
    [DefaultValue(3)]
    public int Levels { get; init; } = 3;

    /// <summary>
    /// Gets how many steps each scale has, or null for the family's own number: 8 for <c>glow</c>, 3 couplings under each mask for
    /// <c>realnvp</c>, as in its paper, 6 couplings in all for <c>realnvp-dense</c>.
    /// </summary>
    [Range(1, 64)]
    public int? StepsPerLevel { get; init; }

    /// <summary>
    /// Gets how many channels the networks inside the couplings have, or null for the family's own number: 64 for <c>glow</c>, 32 for
    /// <c>realnvp</c>, whose networks are deeper, 512 units for <c>realnvp-dense</c>.
    /// </summary>
    [Range(1, 2048)]
    public int? HiddenChannels { get; init; }

    /// <summary>Gets what the coupling layers do: <c>affine</c> (scale and shift) or <c>additive</c> (shift only).</summary>
    /// <value>The default is <c>affine</c>.</value>
    [AllowedValues(FlowArchitecture.Affine, FlowArchitecture.Additive, ErrorMessage = "must be \"affine\" or \"additive\"")]
    [DefaultValue(FlowArchitecture.Affine)]
    public string Coupling { get; init; } = FlowArchitecture.Affine;

    /// <summary>
    /// Gets a safetensors file with a pretrained network's weights, whose features <c>feature</c> then takes beside its own: mobilenet_v2,
    /// resnet18 or wide_resnet50_2 under torchvision's names, or the ONNX model zoo's resnet50-v2. A path is relative to the
    /// line's file.
    /// </summary>
    /// <value>The default is none.</value>
    public string? Backbone { get; init; }

    /// <summary>Gets a value indicating whether <c>feature</c> trains a network on defects painted on good pictures.</summary>
    /// <value>The default is true.</value>
    [DefaultValue(true)]
    public bool Painted { get; init; } = true;

    /// <summary>Gets a value indicating whether <c>feature</c> learns a dictionary of patches.</summary>
    /// <value>The default is true.</value>
    [DefaultValue(true)]
    public bool Dictionary { get; init; } = true;

    /// <summary>
    /// Gets a value indicating whether a convolutional flow over the map of features says where a picture is odd; otherwise a Gaussian does,
    /// which is fitted in seconds. The flow learns for about a quarter of the time and is for trainings of half an hour and more.
    /// </summary>
    /// <value>The default is false.</value>
    [DefaultValue(false)]
    public bool MapFlow { get; init; }

    /// <summary>Gives the architecture for prepared images of a given size.</summary>
    /// <param name="channels">The image's channels: 1 or 3.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <returns>The architecture, not yet validated.</returns>
    public FlowArchitecture ToArchitecture(int channels, int height, int width) => new()
    {
        Family = Family,
        Channels = channels,
        Height = height,
        Width = width,
        Levels = Levels,
        StepsPerLevel = StepsPerLevel ?? OwnSize.Steps,
        HiddenChannels = HiddenChannels ?? OwnSize.Hidden,
        Coupling = Coupling,
        Features = Family is FlowArchitecture.Feature
            ? new FeatureArchitecture
            {
                Learned = Painted ? new LearnedEncoderOptions() : null,
                Dictionary = Dictionary ? new DictionaryOptions() : null,
                MapFlow = MapFlow ? new MapFlowOptions() : null,
            }
            : null,
    };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Family is FlowArchitecture.Feature && !Painted && !Dictionary && Backbone is null)
        {
            yield return new ValidationResult(
                "must be true where \"painted\" is false and no backbone is named: feature would have no features", [nameof(Dictionary)]);
        }

        if (Family is not FlowArchitecture.Feature && Backbone is not null)
        {
            yield return new ValidationResult(
                $"goes with the feature family, and the family is {Family}; leave one of them out", [nameof(Backbone)]);
        }
    }

    private (int Steps, int Hidden) OwnSize => Family switch
    {
        FlowArchitecture.RealNvp => (3, 32),
        FlowArchitecture.RealNvpDense => (6, 512),
        _ => (8, 64),
    };
}
