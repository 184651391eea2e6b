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
    /// <summary>The stride of the features of a backbone and of everything coarse.</summary>
    private const int CoarseStride = 8;

    private const int FineStride = 4;

    /// <summary>Gives the views of encoders, finest first.</summary>
    /// <param name="encoders">The encoders.</param>
    public static IReadOnlyList<FeatureView> Of(IEnumerable<FeatureEncoder> encoders)
    {
        var layers = encoders.SelectMany(e => e.Layers.Select(l => (Encoder: e, Layer: l))).ToList();
        List<FeatureView> views = [];
        Add("logit", l => l.Encoder is LearnedEncoder && IsNamed(l.Layer, LearnedEncoder.Logit), isLogit: true);
        Add("fine", l => l.Encoder is LearnedEncoder && !IsNamed(l.Layer, LearnedEncoder.Logit) && l.Layer.Stride <= FineStride);
        Add("coarse", l => l.Encoder is LearnedEncoder && l.Layer.Stride > FineStride);
        Add("texture", l => l.Encoder is DictionaryEncoder);
        Add("backbone", l => l.Encoder is BackboneEncoder);
        return views;

        void Add(string name, Func<(FeatureEncoder Encoder, FeatureLayer Layer), bool> belongs, bool isLogit = false)
        {
            var own = Enumerable.Range(0, layers.Count).Where(i => belongs(layers[i])).ToList();
            if (own.Count > 0)
            {
                var finest = own.Min(i => layers[i].Layer.Stride);
                var stride = isLogit ? finest : finest < CoarseStride && name == "fine" ? FineStride : CoarseStride;
                views.Add(new(name, stride, own, isLogit));
            }
        }
    }

    private static bool IsNamed(FeatureLayer layer, string name) => string.Equals(layer.Name, name, StringComparison.Ordinal);
}
