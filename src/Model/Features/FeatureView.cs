namespace InspectFlow.Model;

/// <summary>Layers of features that are looked at together, place by place, and have one density.</summary>
/// <param name="Name">What the view is called, for instance <c>logit</c>.</param>
/// <param name="Stride">The distance of neighbouring places, in pixels of the picture.</param>
/// <param name="Layers">The places of its layers among all encoders' layers.</param>
/// <param name="IsLogit">
/// Whether it is a defect's log-odds, of which only high ones are odd; it is seen through softplus, which levels low ones.
/// </param>
internal sealed record FeatureView(string Name, int Stride, IReadOnlyList<int> Layers, bool IsLogit)
{
    /// <summary>The stride of all views but a logit's.</summary>
    public const int CoarseStride = 8;

    /// <summary>
    /// Gives the views of encoders: of the learned one its logits and its features, of a backbone its features. Those of a
    /// dictionary say much of the whole and little of places, and are a view only where there is no other.
    /// </summary>
    /// <param name="encoders">The encoders.</param>
    public static IReadOnlyList<FeatureView> Of(IReadOnlyList<FeatureEncoder> encoders)
    {
        List<FeatureView> views = [];
        var first = 0;
        foreach (var encoder in encoders)
        {
            var layers = encoder.Layers.Select((layer, i) => (Layer: layer, Place: first + i)).ToList();
            first += layers.Count;
            if (encoder is not DictionaryEncoder || encoders.Count == 1)
            {
                var logits = layers.Where(l => IsDefectLogit(l.Layer)).ToList();
                foreach (var logit in logits)
                {
                    Add(logit.Layer.Name, [logit]);
                }

                Add(encoder.ViewName, layers.Where(l => !IsDefectLogit(l.Layer)).ToList());
            }
        }

        return views;

        void Add(string name, IReadOnlyList<(FeatureLayer Layer, int Place)> layers)
        {
            if (layers.Count > 0)
            {
                var isLogit = IsDefectLogit(layers[0].Layer);
                views.Add(new(name, isLogit ? layers[0].Layer.Stride : CoarseStride, [.. layers.Select(l => l.Place)], isLogit));
            }
        }
    }

    private static bool IsDefectLogit(FeatureLayer layer) => layer.Name is LearnedEncoder.Logit or LearnedEncoder.HalfLogit;
}
