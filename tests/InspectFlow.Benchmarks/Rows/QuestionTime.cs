using System.Diagnostics;

namespace InspectFlow.Benchmarks.Rows;

/// <summary>How long a question takes.</summary>
/// <param name="Question">The question.</param>
/// <param name="Rows">How many rows answer it.</param>
/// <param name="MedianMilliseconds">The median of the runs.</param>
/// <param name="MaxMilliseconds">The slowest run.</param>
internal sealed record QuestionTime(string Question, int Rows, double MedianMilliseconds, double MaxMilliseconds)
{
    private const int Runs = 20;

    /// <summary>Asks once to warm up and then some times more.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="ask">Asks it for the n-th time and reads the whole answer.</param>
    public static QuestionTime Of(string question, Func<int, int> ask)
    {
        var rows = ask(0);
        var times = new double[Runs];
        for (var i = 0; i < Runs; i++)
        {
            var began = Stopwatch.GetTimestamp();
            ask(i + 1);
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        Array.Sort(times);
        return new(question, rows, (times[(Runs / 2) - 1] + times[Runs / 2]) / 2, times[^1]);
    }
}
