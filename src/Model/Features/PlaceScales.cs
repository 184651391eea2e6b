using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// How much features vary at each place of good pictures: at the margin of a part, or where light plays, more than elsewhere. The Gaussian of
/// a view has its covariance multiplied by this factor there, the likeliest one for what good pictures have at the place and next to it, drawn
/// half-way towards that of all places. Where parts lie anyhow it is about the same everywhere.
/// </summary>
internal static class PlaceScales
{
    // Places are told apart no finer than the coarsest view, and what is next to one counts as much: few pictures say little of one place.
    private const int Neighbours = 3;

    // Where nothing ever varies, rounding must not turn into surprise.
    private const float Least = 0.01f;

    // Of each side; more say little more, and features take time.
    private const int MostPictures = 128;

    /// <summary>How many pictures are looked at.</summary>
    /// <param name="fit">How many were fitted.</param>
    /// <param name="select">How many chose the noise.</param>
    public static int Count(int fit, int select) => Math.Min(fit, MostPictures) + Math.Min(select, MostPictures);

    /// <summary>Measures.</summary>
    /// <param name="flow">The flow, fitted, without scales of its own yet.</param>
    /// <param name="fit">The pictures that were fitted, uint8 N×C×H×W; of many, evenly some.</param>
    /// <param name="select">The pictures that chose the noise; of many, evenly some.</param>
    /// <param name="crew">Goes through them.</param>
    /// <param name="ct">Stops between two pictures.</param>
    /// <returns>The factors, view by view and row by row, one for each place of the coarsest grid.</returns>
    public static float[] Of(FeatureFlow flow, byte[] fit, byte[] select, PictureCrew crew, CancellationToken ct)
    {
        float[][] energies = [.. Energies(flow, fit, crew, ct), .. Energies(flow, select, crew, ct)];
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var (height, width) = (flow.Architecture.Height / FeatureView.CoarseStride, flow.Architecture.Width / FeatureView.CoarseStride);

        // Picture by picture, so that the sum does not depend on how threads take turns.
        var mean = new float[flow.Views.Count * height * width];
        for (var i = 0; i < mean.Length; i++)
        {
            mean[i] = (float)energies.Average(e => (double)e[i]);
        }

        var places = tensor(mean).view(flow.Views.Count, 1, height, width);
        var around = nn.functional.avg_pool2d(places, Neighbours, stride: 1, padding: Neighbours / 2, count_include_pad: false);
        var all = places.mean([3], keepdim: true).mean([2], keepdim: true);
        using var dimensions = tensor([.. Enumerable.Range(0, flow.Views.Count).Select(v => (float)flow.DimensionsOf(v))]);

        // Of a Gaussian of d dimensions the energy is d/2 on average.
        return around.add(all).mul(dimensions.pow(-1).view(-1, 1, 1, 1)).clamp(min: Least).contiguous().data<float>().ToArray();
    }

    private static float[][] Energies(FeatureFlow flow, byte[] pixels, PictureCrew crew, CancellationToken ct)
    {
        var some = crew.Some(pixels, MostPictures);
        var energies = new float[some.Length / flow.Architecture.Dimensions][];
        crew.ForEach(some, (index, picture) =>
        {
            var measured = flow.Measure(picture);
            energies[index] = [.. flow.Views.SelectMany((view, v) =>
            {
                var energy = flow.Energy(measured, v).unsqueeze(0).unsqueeze(0);
                return nn.functional.avg_pool2d(energy, FeatureView.CoarseStride / view.Stride).contiguous().data<float>().ToArray();
            })];
        }, ct);
        return energies;
    }
}
