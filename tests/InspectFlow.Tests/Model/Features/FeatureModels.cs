using InspectFlow.Model;
using InspectFlow.Tests.Model.Features.Learning;

namespace InspectFlow.Tests.Model.Features;

/// <summary>Small flows over features of small pictures.</summary>
internal static class FeatureModels
{
    public const int Side = 64;
    public const int Size = Side * Side;

    public static DictionaryOptions Dictionary { get; } =
        new() { Scales = [1, 4], Atoms = 16, ContextAtoms = 16, Components = 6, PatchSize = 3 };

    public static FlowArchitecture Architecture(bool learned) => new()
    {
        Family = FlowArchitecture.Feature,
        Height = Side,
        Width = Side,
        Features = new()
        {
            Dictionary = Dictionary,
            Learned = learned ? ToyParts.Small() : null,
            WholeDirections = 20,
            ViewDirections = 12,
            MapFlow = learned ? new() { Channels = 6, Steps = 2, Hidden = 8 } : null,
        },
    };

    public static byte[] Pictures(int count, long seed) =>
        [.. Enumerable.Range(0, count).SelectMany(i => TensorSamples.Picture(new KeyedRandom(seed, i), 1, Side, Side))];

    /// <summary>Trains for three steps on twelve pictures.</summary>
    public static FeatureFlow Train(bool learned, int threads = 2, long seed = 1, int select = 5) =>
        new FeatureTrainer(new TrainingOptions { Steps = 3, Seed = seed }, TimeProvider.System, threads)
            .Train(Architecture(learned), null, Pictures(12, 1), Pictures(select, 2)).Flow;

    public static ModelBundle Save(string path, FeatureFlow flow)
    {
        ModelBundle.Save(path, flow, LatentReference.Standard(flow.LatentDimensions), new BundleMetadata { Architecture = flow.Architecture });
        return ModelBundle.Load(path);
    }
}
