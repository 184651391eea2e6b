using System.Globalization;

namespace InspectFlow.Jobs.Evaluation;

/// <summary>Prints the figures of an evaluation for a person.</summary>
internal static class MetricsTable
{
    /// <summary>Prints the table: a row a score, the deciding one marked.</summary>
    public static void Write(EvaluationMetrics metrics, TextWriter output)
    {
        var defects = metrics.ImageAurocPerDefect.Keys.ToList();
        output.WriteLine();
        output.WriteLine($"image AUROC  {"score",-12}{"all",8}{string.Concat(defects.Select(d => $"{Short(d),10}"))}{"false alarms",14}{"detected",10}");
        foreach (var (score, figures) in metrics.ByScore)
        {
            var mark = string.Equals(score, metrics.Score, StringComparison.Ordinal) ? "*" : " ";
            output.WriteLine(
                $"           {mark} {score,-12}{Text(figures.ImageAuroc),8}" +
                string.Concat(defects.Select(d => $"{Text(figures.ImageAurocPerDefect[d]),10}")) +
                $"{Percent(figures.FalseAlarmRate.Review),14}{Percent(figures.DetectionRate.Review),10}");
        }

        output.WriteLine("             (* decides; false alarms and detections at the review threshold)");
        var forecast = metrics.ByScore[metrics.Score].FalseAlarmForecast;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"false alarms {metrics.FalseAlarmRate.Review * metrics.Images["test_good"]:F0} of {metrics.Images["test_good"]} good images; the calibration forecast {forecast.Low} to {forecast.High} (95 %)"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"bits/dim     {metrics.BitsPerDim:F4} held out; Gaussian with shrinkage covariance {metrics.GaussianBitsPerDim:F4}"));
    }

    private static string Short(string name) => name.Length <= 9 ? name : name[..9];

    private static string Text(double? value) => value?.ToString("F3", CultureInfo.InvariantCulture) ?? "-";

    private static string Percent(double? value) => value?.ToString("P1", CultureInfo.InvariantCulture) ?? "-";
}
