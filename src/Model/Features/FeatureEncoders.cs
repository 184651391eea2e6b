using InspectFlow.Model.Backbones;

namespace InspectFlow.Model;

/// <summary>Builds the encoders that an architecture names.</summary>
internal static class FeatureEncoders
{
    /// <summary>Builds encoders without their weights, in the order in which a flow holds them.</summary>
    /// <param name="architecture">The shape of a flow over features.</param>
    public static FeatureEncoder[] Create(FlowArchitecture architecture)
    {
        var features = architecture.Features!;
        List<FeatureEncoder> encoders = [];
        if (features.Learned is { } learned)
        {
            encoders.Add(new LearnedEncoder(learned with { Channels = architecture.Channels }, seed: 0));
        }

        if (features.Dictionary is { } dictionary)
        {
            encoders.Add(new DictionaryEncoder(dictionary, architecture.Channels));
        }

        if (features.Backbone is { } backbone)
        {
            encoders.Add(new BackboneEncoder(new Backbone(backbone)));
        }

        return [.. encoders];
    }
}
