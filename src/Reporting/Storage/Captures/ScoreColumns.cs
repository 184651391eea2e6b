namespace InspectFlow.Reporting.Storage;

/// <summary>The columns of <see cref="ScoreValues"/>, in the one order that every statement uses.</summary>
internal static class ScoreColumns
{
    public const string List =
        "nll, bits_per_dim, last_scale_nll, peak, typicality, complexity, local_typicality, latent_distance, pc1, pc2, peak_x, peak_y, tiles, last_scale, joint";

    public const string Parameters =
        "@nll, @bits_per_dim, @last_scale_nll, @peak, @typicality, @complexity, @local_typicality, @latent_distance, @pc1, @pc2, @peak_x, @peak_y, @tiles, @last_scale, @joint";
}
