using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Training;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Doctor;

/// <summary>What a line's next training would begin with: how many good pictures, which thresholds they support, what it would train and for how long.</summary>
internal static class TrainingCheck
{
    /// <summary>Looks at a line with good images; folders that are missing are the business of <see cref="LineCheck"/>.</summary>
    /// <param name="line">The line, as training would settle it (<see cref="SettledLine"/>).</param>
    /// <param name="time">The clock.</param>
    public static IEnumerable<Finding> Run(LineDefinition line, TimeProvider time)
    {
        if (line.GoodImages is not { } good || !good.Folders.All(Directory.Exists))
        {
            yield break;
        }

        yield return Pictures(line, time);
        yield return Finding.Ok("training", $"{What(line)}; {HowLong(line)}");
    }

    private static Finding Pictures(LineDefinition line, TimeProvider time)
    {
        const string Subject = "good pictures";
        int count;
        try
        {
            count = GoodImages.List(line, time, [], CancellationToken.None).Count;
        }
        catch (TrainingDataException e)
        {
            return Finding.Fail(Subject, "none", e.Message);
        }

        if (count < GoodImageSet.FewestImages)
        {
            return Finding.Fail(Subject, FormattableString.Invariant($"{count}"), FormattableString.Invariant($"Training asks for {GoodImageSet.FewestImages} different ones at the least: add pictures of good parts."));
        }

        var folds = line.Calibration.Folds;
        var calibrate = folds is null ? new SplitPlanner(line.RequireGoodImages().Split).CountToCalibrate(count) : count;
        var highest = PercentileRank.Highest(calibrate);
        var found = FormattableString.Invariant(
            $"{count}, of which {(folds is null ? $"about {calibrate}" : "all")} calibrate: thresholds up to the percentile {Math.Floor(highest * 100) / 100}");
        if (SupportedPercentiles.Unsupported(line.Calibration.Percentiles, calibrate) is { } unsupported)
        {
            return Finding.Fail(Subject, found, $"{unsupported}.");
        }

        var wanted = line.Calibration.Percentiles.Review ?? CalibrationDefaults.Review;
        return calibrate >= PercentileRank.RequiredCount(wanted)
            ? Finding.Ok(Subject, found)
            : Finding.Warn(
                Subject,
                FormattableString.Invariant($"{found}, where review is at {wanted}"),
                folds is null ? $"Add pictures of good parts, or calibrate on all of them, approximately, by {FoldAdvice.Of(count)}." : "Add pictures of good parts.");
    }

    private static string What(LineDefinition line)
    {
        var size = FormattableString.Invariant($"{line.Preprocessing.Width}×{line.Preprocessing.Height} pixels");
        var color = line.Preprocessing.Color == ColorMode.Rgb ? "in colour" : "gray";
        var where = line.Preprocessing.Tiling is null ? "at" : "in tiles of";
        return $"{line.Model.Family} {where} {size}, {color}{(line.HasAutomaticSize ? ", after the good pictures" : string.Empty)}";
    }

    private static string HowLong(LineDefinition line) => (line.Training.Steps, line.Training.Minutes) switch
    {
        ({ } steps, _) => FormattableString.Invariant($"{steps} steps"),
        (_, { } minutes) => FormattableString.Invariant($"{minutes:0.##} minutes"),
        _ => "as long as its device is given",
    };
}
