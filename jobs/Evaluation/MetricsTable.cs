using System.Globalization;

namespace InspectFlow.Jobs.Evaluation;

/// <summary>Prints the figures of an evaluation for a person.</summary>
internal static class MetricsTable
{
    private const int MostNamed = 5;

    /// <summary>Prints the table: a row a score, the deciding one marked.</summary>
    public static void Write(EvaluationMetrics metrics, TextWriter output)
    {
        var defects = metrics.ImageAurocPerDefect.Keys.ToList();
        var good = metrics.Images["test_good"];
        output.WriteLine();
        output.WriteLine(
            $"  {"score",-18}{"AUROC",8}{string.Concat(defects.Select(d => $"{Short(d),10}"))}" +
            $"{"threshold",12}{"false alarms",14}{"expected",12}{"detected",10}{"pixel AUROC",13}{"AUPRO",8}");
        foreach (var (score, figures) in metrics.Scores)
        {
            var mark = string.Equals(score, metrics.Score, StringComparison.Ordinal) ? "*" : " ";
            var forecast = figures.FalseAlarmForecast;
            output.WriteLine(
                $"{mark} {score,-18}{Text(figures.ImageAuroc),8}" +
                string.Concat(defects.Select(d => $"{Text(figures.ImageAurocPerDefect[d]),10}")) +
                $"{Number(figures.Threshold.Review),12}{figures.FalseAlarms,14}{$"{forecast.Low} to {forecast.High}",12}" +
                $"{Percent(figures.DetectionRate.Review),10}{Text(figures.PixelAuroc),13}{Text(figures.Aupro),8}");
        }

        var percentile = metrics.Scores[metrics.Score].Threshold.ReviewPercentile;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  * decides. AUROC over images, of all defects and kind by kind; threshold for review at percentile {percentile:0.##} of good images;"));
        output.WriteLine($"  false alarms of {good} good images, with the 95 % interval that the calibration leads to expect (beta-binomial).");
        output.WriteLine($"score        {metrics.Score} ({metrics.ScoreReason})");
        WritePixels(metrics, output);
        if (metrics.BitsPerDim is { } bits)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"bits/dim     {bits:F4} held out; Gaussian with shrinkage covariance {metrics.GaussianBitsPerDim:F4}"));
        }
    }

    private static void WritePixels(EvaluationMetrics metrics, TextWriter output)
    {
        if (metrics.GroundTruth is not { } truth)
        {
            output.WriteLine($"pixels       not measured: the data set has no folder {GroundTruth.FolderName}");
            return;
        }

        output.WriteLine(truth.Pictures == 0
            ? $"pixels       not measured: {metrics.Family} gives no local map"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"pixels       of {truth.Pictures} pictures at their own resolution, within {metrics.Scores.Values.Max(s => s.PixelError) ?? 0:0.000000} of the exact value"));
        WriteLeftOut(truth.WithoutMask, "have no mask", output);
        WriteLeftOut(truth.EmptyMasks, "have a mask that marks nothing", output);
    }

    private static void WriteLeftOut(IReadOnlyList<string> paths, string why, TextWriter output)
    {
        if (paths.Count > 0)
        {
            var more = paths.Count > MostNamed ? ", …" : string.Empty;
            output.WriteLine($"warning      {paths.Count} defective pictures {why} and are left out of the pixel metrics: {string.Join(", ", paths.Take(MostNamed))}{more}");
        }
    }

    private static string Short(string name) => name.Length <= 9 ? name : name[..9];

    private static string Text(double? value) => value?.ToString("F3", CultureInfo.InvariantCulture) ?? "-";

    private static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    private static string Percent(double? value) => value?.ToString("P1", CultureInfo.InvariantCulture) ?? "-";
}
