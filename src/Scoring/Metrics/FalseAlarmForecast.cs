using MathNet.Numerics;

namespace InspectFlow.Scoring;

/// <summary>
/// How many false alarms to expect among a number of new good parts. With the threshold at the k-th smallest of n
/// reference scores, the number among m parts is beta-binomial with parameters m, n + 1 − k and k: it varies both
/// because the calibration images were a sample and because the parts are.
/// </summary>
/// <param name="Expected">The mean number.</param>
/// <param name="Low">The lower end of the prediction interval, inclusive.</param>
/// <param name="High">The upper end of the prediction interval, inclusive.</param>
public sealed record FalseAlarmForecast(double Expected, int Low, int High)
{
    /// <summary>Forecasts.</summary>
    /// <param name="count">How many reference scores there are, n.</param>
    /// <param name="rank">The rank of the threshold, k, from 1 to n.</param>
    /// <param name="parts">How many good parts are to come, m.</param>
    /// <param name="level">The probability that the interval holds at least; 0.95 by default, half of the rest on either side.</param>
    /// <returns>The forecast.</returns>
    public static FalseAlarmForecast Of(int count, int rank, int parts, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, count);
        ArgumentOutOfRangeException.ThrowIfNegative(parts);
        var a = count + 1.0 - rank;
        double b = rank;
        var tail = (1 - level) / 2;
        var low = parts;
        var high = parts;
        double cumulative = 0;
        for (var alarms = 0; alarms <= parts; alarms++)
        {
            cumulative += Probability(alarms, parts, a, b);
            if (cumulative > tail)
            {
                low = Math.Min(low, alarms);
            }

            if (cumulative >= 1 - tail)
            {
                high = alarms;
                break;
            }
        }

        return new FalseAlarmForecast(parts * a / (a + b), low, high);
    }

    /// <summary>Computes the beta-binomial probability of a number of false alarms.</summary>
    /// <param name="alarms">The number of false alarms.</param>
    /// <param name="parts">The number of good parts, m.</param>
    /// <param name="a">The first parameter, n + 1 − k.</param>
    /// <param name="b">The second parameter, k.</param>
    /// <returns>The probability.</returns>
    internal static double Probability(int alarms, int parts, double a, double b) => Math.Exp(
        SpecialFunctions.BinomialLn(parts, alarms) + LogBeta(alarms + a, parts - alarms + b) - LogBeta(a, b));

    private static double LogBeta(double a, double b) =>
        SpecialFunctions.GammaLn(a) + SpecialFunctions.GammaLn(b) - SpecialFunctions.GammaLn(a + b);
}
