namespace InspectFlow.Model;

/// <summary>Layers of features that are looked at together, place by place, and have one density.</summary>
/// <param name="Name">What the view is called, for instance <c>fine</c>.</param>
/// <param name="Stride">The distance of neighbouring places, in pixels of the picture.</param>
/// <param name="Layers">The places of its layers among all encoders' layers.</param>
/// <param name="IsLogit">
/// Whether it is a defect's log-odds, of which only high ones are odd; it is seen through softplus, which levels low ones.
/// </param>
internal sealed record FeatureView(string Name, int Stride, IReadOnlyList<int> Layers, bool IsLogit = false)
{
    /// <summary>The stride of the views of everything but fine features.</summary>
    public const int CoarseStride = 8;

    private const int FineStride = 4;

    /// <summary>Gives the views of encoders: of the learned one logit, fine and coarse; of each other one its own.</summary>
    /// <param name="encoders">The encoders.</param>
    public static IReadOnlyList<FeatureView> Of(IReadOnlyList<FeatureEncoder> encoders)
    {
        List<FeatureView> views = [];
        var first = 0;
        foreach (var encoder in encoders)
        {
            var layers = encoder.Layers.Select((layer, i) => (Layer: layer, Place: first + i)).ToList();
            first += layers.Count;
            if (encoder is LearnedEncoder)
            {
                Add("logit", layers.Where(l => IsDefectLogit(l.Layer)).ToList());
                Add("fine", layers.Where(l => !IsDefectLogit(l.Layer) && l.Layer.Stride <= FineStride).ToList());
                Add("coarse", layers.Where(l => !IsDefectLogit(l.Layer) && l.Layer.Stride > FineStride).ToList());
            }
            else
            {
                Add(encoder.ViewName, layers);
            }
        }

        return views;

        void Add(string name, IReadOnlyList<(FeatureLayer Layer, int Place)> layers)
        {
            if (layers.Count > 0)
            {
                var isLogit = IsDefectLogit(layers[0].Layer);
                var stride = isLogit ? layers[0].Layer.Stride
                    : layers.Max(l => l.Layer.Stride) <= FineStride ? FineStride
                    : CoarseStride;
                views.Add(new(name, stride, [.. layers.Select(l => l.Place)], isLogit));
            }
        }
    }

    private static bool IsDefectLogit(FeatureLayer layer) => string.Equals(layer.Name, LearnedEncoder.Logit, StringComparison.Ordinal);
}
