using InspectFlow.Model;

namespace InspectFlow.Tests.Model;

/// <summary>A model's file for tests that score: a flow of random weights with its latent reference from striped images.</summary>
internal static class ToyBundle
{
    public static ModelBundle Save(string path, FlowArchitecture architecture)
    {
        var pixels = ToyImages.Stripes(11, architecture);
        // Fresh couplings are the identity: no convolution would reach a score.
        using var flow = TensorSamples.Randomise(FlowFactory.Create(architecture, seed: 2), new KeyedRandom(2), deviation: 0.05);
        flow.eval();
        var reference = LatentReferenceBuilder.Build(
            flow, i => pixels.AsMemory(i * architecture.Dimensions, architecture.Dimensions), 11, seed: 1);
        ModelBundle.Save(path, flow, reference, new BundleMetadata { Architecture = architecture });
        return ModelBundle.Load(path);
    }
}
