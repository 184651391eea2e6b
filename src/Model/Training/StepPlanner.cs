namespace InspectFlow.Model;

/// <summary>
/// Turns a time budget into a number of steps: the first steps warm caches and are not counted, some more are timed,
/// then one evaluation is, and what is left of the budget is filled. The median step counts: among the first ones are
/// some that compile code.
/// </summary>
internal sealed class StepPlanner(TrainingOptions options)
{
    private const int WarmingSteps = 3;
    private const int TimedSteps = 5;
    private const double TimedShare = 0.1;
    private const double LatestShare = 0.25;
    private const double EvaluationShare = 0.1;
    private const int MostEvaluations = 20;

    // What saving the last checkpoint and loading the best weights take is not measured; they get this share.
    private const double UsedShare = 0.99;

    private readonly List<double> durations = [];
    private double warmSeconds;
    private double lastSeconds;

    /// <summary>The plan of a run with a given number of steps.</summary>
    public static TrainingPlan ForSteps(int steps, int? evaluateEvery) =>
        new(steps, evaluateEvery ?? Math.Max(1, (steps + MostEvaluations - 1) / MostEvaluations));

    /// <summary>The budget in seconds.</summary>
    public double Budget => options.TotalMinutes() * 60;

    /// <summary>Takes note of a step and makes the plan when enough is known.</summary>
    /// <param name="stepsHere">The steps that this process has done.</param>
    /// <param name="secondsHere">The time that they took.</param>
    /// <param name="stepsBefore">The steps of the run before this process took over.</param>
    /// <param name="secondsBefore">The time that those took.</param>
    /// <param name="timeEvaluation">Runs an evaluation and says how many seconds it took.</param>
    /// <returns>The plan, or null while the rate is still being measured.</returns>
    public TrainingPlan? AfterStep(
        int stepsHere, double secondsHere, int stepsBefore, double secondsBefore, Func<double> timeEvaluation)
    {
        if (stepsHere == WarmingSteps)
        {
            warmSeconds = secondsHere;
        }

        durations.Add(secondsHere - lastSeconds);
        lastSeconds = secondsHere;
        var timed = stepsHere - WarmingSteps;
        var isMeasured = timed >= TimedSteps && secondsHere - warmSeconds >= TimedShare * Budget;
        if (!isMeasured && secondsBefore + secondsHere < LatestShare * Budget)
        {
            return null;
        }

        var perStep = timed > 0 ? Median(durations[WarmingSteps..]) : secondsHere / stepsHere;
        var evaluation = timeEvaluation();
        var left = Math.Max(0, (UsedShare * Budget) - secondsBefore - secondsHere - evaluation);
        return Fill(stepsBefore + stepsHere, left, perStep, evaluation);
    }

    private TrainingPlan Fill(int done, double left, double perStep, double evaluation)
    {
        if (options.EvaluateEvery is { } every)
        {
            return new TrainingPlan(done + StepsIn(left, perStep + (evaluation / every)), every);
        }

        var affordable = evaluation > 0 ? (int)Math.Min(MostEvaluations, EvaluationShare * left / evaluation) : MostEvaluations;
        var evaluations = Math.Max(2, affordable);
        var total = done + StepsIn(left - (evaluations * evaluation), perStep);
        return new TrainingPlan(total, Math.Max(1, (total + evaluations - 1) / evaluations));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return (values[values.Count / 2] + values[(values.Count - 1) / 2]) / 2;
    }

    private static int StepsIn(double seconds, double perStep) => (int)Math.Clamp(seconds / perStep, 1, 100_000_000);
}
