using System.ComponentModel.DataAnnotations;
using InspectFlow.Model.Backbones;

namespace InspectFlow.Model;

/// <summary>
/// What a flow over features is made of beside the size of its pictures: its encoders and the sizes of its densities.
/// Stored in the model bundle; the sizes follow from the images that were fitted.
/// </summary>
public sealed record FeatureArchitecture
{
    /// <summary>Gets the dictionary of patches, or null where there is none.</summary>
    public DictionaryOptions? Dictionary { get; init; }

    /// <summary>Gets the network trained on painted defects, or null where there is none.</summary>
    public LearnedEncoderOptions? Learned { get; init; }

    /// <summary>Gets the pretrained network, or null where there is none.</summary>
    public BackboneDescriptor? Backbone { get; init; }

    /// <summary>
    /// Gets the principal directions of each density of the whole, at most; what lies outside of them counts as noise. The
    /// default is 1,024.
    /// </summary>
    [Range(0, 100_000)]
    public int WholeDirections { get; init; } = 1024;

    /// <summary>Gets the principal directions of the densities of the views, at most. The default is 256.</summary>
    [Range(0, 100_000)]
    public int ViewDirections { get; init; } = 256;

    /// <summary>
    /// Gets the convolutional flow that is the density of each view of many features, or null, the default, where principal directions
    /// are: in models from before there was one.
    /// </summary>
    public MapFlowOptions? MapFlow { get; init; }

    /// <summary>
    /// Gets a value indicating whether the principal directions' density of each view is conditioned on the place, by a factor of its
    /// covariance; false, the default, in models from before it was, and with <see cref="MapFlow"/>, which knows places by itself.
    /// </summary>
    public bool PlaceScales { get; init; }
}
