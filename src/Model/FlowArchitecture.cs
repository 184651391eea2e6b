using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;

namespace InspectFlow.Model;

/// <summary>
/// Everything that fixes a flow's shape: with it and the weights a flow can be rebuilt. Stored in the model bundle as
/// JSON. The defaults suit gray 64 × 64 images on a processor with few cores.
/// </summary>
public sealed record FlowArchitecture : IValidatableObject
{
    /// <summary>The name of the multi-scale Glow family (Kingma and Dhariwal, 2018).</summary>
    public const string Glow = "glow";

    /// <summary>The name of the RealNVP family (Dinh, Sohl-Dickstein and Bengio, 2016).</summary>
    public const string RealNvp = "realnvp";

    /// <summary>The name of the RealNVP family over the flattened image, with dense couplings.</summary>
    public const string RealNvpDense = "realnvp-dense";

    /// <summary>
    /// The name of the family over features: of a dictionary and a network learned from the line's own good pictures, and
    /// of a pretrained network where one is given.
    /// </summary>
    public const string Feature = "feature";

    /// <summary>The name of the coupling that scales and shifts.</summary>
    public const string Affine = "affine";

    /// <summary>The name of the coupling that only shifts, so that its log-det is zero.</summary>
    public const string Additive = "additive";

    /// <summary>Gets the family: <c>glow</c> (the default), <c>realnvp</c>, <c>realnvp-dense</c> or <c>feature</c>.</summary>
    [AllowedValues(Glow, RealNvp, RealNvpDense, Feature, ErrorMessage = "Must be \"glow\", \"realnvp\", \"realnvp-dense\" or \"feature\".")]
    public string Family { get; init; } = Glow;

    /// <summary>Gets the number of colour channels: 1 (gray, the default) or 3 (RGB).</summary>
    [Range(1, 64)]
    public int Channels { get; init; } = 1;

    /// <summary>Gets the height of the image in pixels. The default is 64.</summary>
    [Range(2, 8192)]
    public int Height { get; init; } = 64;

    /// <summary>Gets the width of the image in pixels. The default is 64.</summary>
    [Range(2, 8192)]
    public int Width { get; init; } = 64;

    /// <summary>
    /// Gets the number of scales. Each scale but the last gives half of its channels away as latents. realnvp-dense has
    /// one whatever this says. The default is 4.
    /// </summary>
    [Range(1, 8)]
    public int Levels { get; init; } = 4;

    /// <summary>
    /// Gets how many steps a scale has. For glow: steps of actnorm, 1 × 1 convolution and coupling; the default is 8.
    /// For realnvp: couplings under each kind of mask; the paper has 3. For realnvp-dense: all of its couplings.
    /// </summary>
    [Range(1, 64)]
    public int StepsPerLevel { get; init; } = 8;

    /// <summary>
    /// Gets the width of the subnetworks inside the couplings: channels, or for realnvp-dense units. The default is 64.
    /// </summary>
    [Range(1, 2048)]
    public int HiddenChannels { get; init; } = 64;

    /// <summary>Gets the residual blocks of a realnvp subnetwork; the other families have none. The default is 2.</summary>
    [Range(0, 16)]
    public int ResidualBlocks { get; init; } = 2;

    /// <summary>Gets the kind of coupling: <c>affine</c> (the default) or <c>additive</c>.</summary>
    [AllowedValues(Affine, Additive, ErrorMessage = "Must be \"affine\" or \"additive\".")]
    public string Coupling { get; init; } = Affine;

    /// <summary>
    /// Gets the bound b of the couplings' log-scale, which is b · tanh(raw / b) and so never leaves (−b, b). It keeps
    /// one coupling from stretching by more than e^b. The default is 2.
    /// </summary>
    [Range(0.1, 10)]
    public double LogScaleBound { get; init; } = 2;

    /// <summary>
    /// Gets α of realnvp's logit preprocessing, logit(α + (1 − 2α) · p) (the paper's section 4.1). The default is 0.05.
    /// </summary>
    [Range(1e-6, 0.45)]
    public double LogitAlpha { get; init; } = 0.05;

    /// <summary>Gets what a flow over features is made of; null for the other families.</summary>
    public FeatureArchitecture? Features { get; init; }

    /// <summary>Gets D, the number of values of an image: channels × height × width.</summary>
    [JsonIgnore]
    public int Dimensions => Channels * Height * Width;

    /// <summary>
    /// Gets what height and width must be multiples of: 2^levels for glow, 2^(levels − 1) for realnvp, whose last scale
    /// is not squeezed, 1 for realnvp-dense, 32 for feature.
    /// </summary>
    [JsonIgnore]
    public int SizeMultiple => Family switch
    {
        RealNvpDense => 1,
        Feature => FeatureEncoder.SizeMultiple,
        RealNvp => 1 << (Levels - 1),
        _ => 1 << Levels,
    };

    /// <summary>
    /// Gets a value indicating whether the flow tells which pixel has which share in the likelihood
    /// (<see cref="FlowOutput.Map"/>); realnvp-dense, which mixes all pixels at once, does not.
    /// </summary>
    [JsonIgnore]
    public bool HasMap => !string.Equals(Family, RealNvpDense, StringComparison.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CheckSize(Height, nameof(Height)) is { } height)
        {
            yield return height;
        }

        if (CheckSize(Width, nameof(Width)) is { } width)
        {
            yield return width;
        }
    }

    private ValidationResult? CheckSize(int size, string name)
    {
        var multiple = SizeMultiple;
        if (Features?.Dictionary is { Scales.Count: > 0 } dictionary && size < dictionary.LeastSide)
        {
            return new ValidationResult(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{size} is less than one patch of the dictionary's coarsest scale, {dictionary.LeastSide}; use {multiple * ((dictionary.LeastSide + multiple - 1) / multiple)} or more."),
                [name]);
        }

        if (Levels < 1 || size % multiple == 0)
        {
            return null;
        }

        var below = size / multiple * multiple;
        var nearest = below == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{multiple}")
            : string.Create(CultureInfo.InvariantCulture, $"{below} or {below + multiple}");
        return new ValidationResult(
            string.Equals(Family, Feature, StringComparison.Ordinal)
                ? string.Create(CultureInfo.InvariantCulture, $"{size} is not a multiple of {multiple}, which {Family} needs; use {nearest}.")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{size} is not a multiple of {multiple}, which {Levels} levels of {Family} need; use {nearest}, or fewer levels."),
            [name]);
    }
}
