using InspectFlow.Model.Families;

namespace InspectFlow.Model;

/// <summary>Builds flows.</summary>
public static class FlowFactory
{
    /// <summary>Builds an untrained flow. Equal arguments give equal weights on every machine.</summary>
    /// <param name="architecture">The shape of the flow.</param>
    /// <param name="seed">The seed of the initial weights.</param>
    /// <returns>The flow, float32 on the CPU, its actnorms not yet set (<see cref="Flow.Initialize"/>).</returns>
    /// <exception cref="OptionsException"><paramref name="architecture"/> has faults; all are listed.</exception>
    public static Flow Create(FlowArchitecture architecture, long seed)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return architecture.Family switch
        {
            FlowArchitecture.RealNvp => new RealNvpFlow(architecture, seed),
            FlowArchitecture.RealNvpDense => new RealNvpDenseFlow(architecture, seed),
            FlowArchitecture.Feature => new FeatureFlow(architecture),
            _ => new GlowFlow(architecture, seed),
        };
    }
}
