using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>Measures how often good pictures reach the values of a flow over features.</summary>
internal static class FeatureTails
{
    /// <summary>Measures the tail of each view's highest negative log-density in a picture, and at the end of the whole's.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="pixels">Good pictures, at least one; such as the densities have not seen, or high values seem rarer than they are.</param>
    /// <param name="crew">The threads.</param>
    /// <param name="ct">Stops between two pictures.</param>
    public static IReadOnlyList<UpperTail> Of(FeatureFlow flow, byte[] pixels, PictureCrew crew, CancellationToken ct)
    {
        var count = pixels.Length / flow.Architecture.Dimensions;
        var highest = Enumerable.Range(0, flow.Views.Count + 1).Select(_ => new double[count]).ToArray();
        crew.ForEach(pixels, (index, picture) =>
        {
            var measured = flow.Measure(picture);
            for (var v = 0; v < flow.Views.Count; v++)
            {
                highest[v][index] = flow.Density(measured, v).neg().amax([0, 1]).to(ScalarType.Float64).item<double>();
            }

            highest[^1][index] = -flow.WholeDensity(measured).to(ScalarType.Float64).item<double>();
        }, ct);
        return Array.ConvertAll(highest, UpperTail.Of);
    }
}
