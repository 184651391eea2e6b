namespace InspectFlow.Jobs.Console;

/// <summary>
/// Shows how far a piece of work has come: on a terminal one line that is rewritten in place, elsewhere a plain line now and then, without
/// control characters, so that a log file stays readable. Disposing it writes the last line. May be reported to from any thread.
/// </summary>
public sealed class ConsoleProgress : IProgress<ProgressUpdate>, IDisposable
{
    private static readonly TimeSpan TerminalInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly TextWriter writer;
    private readonly bool terminal;
    private readonly TimeProvider time;
    private readonly string activity;
    private readonly string unit;
    private readonly long began;
    private long shown;
    private (long Done, long At)? first;
    private ProgressUpdate latest;
    private bool ended;

    /// <summary>Initializes a new instance of the <see cref="ConsoleProgress"/> class. The work begins now.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="terminal">Whether a person watches: the line is then rewritten in place.</param>
    /// <param name="time">The clock.</param>
    /// <param name="activity">What is done, for example <c>scanning</c>.</param>
    /// <param name="unit">What is counted, for example <c>images</c>.</param>
    public ConsoleProgress(TextWriter writer, bool terminal, TimeProvider time, string activity, string unit = "images")
    {
        this.writer = writer;
        this.terminal = terminal;
        this.time = time;
        this.activity = activity;
        this.unit = unit;
        began = time.GetTimestamp();
        shown = began;
    }

    /// <summary>Takes note of how far the work has come and shows it when it is time.</summary>
    /// <param name="value">How far.</param>
    public void Report(ProgressUpdate value)
    {
        lock (gate)
        {
            first ??= (value.Done, time.GetTimestamp());
            latest = value;
            if (!ended && time.GetElapsedTime(shown) >= (terminal ? TerminalInterval : PlainInterval))
            {
                shown = time.GetTimestamp();
                Write(finished: false);
            }
        }
    }

    /// <summary>Writes the last line: how much was done, how fast and in what time.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (!ended)
            {
                ended = true;
                Write(finished: true);
            }
        }
    }

    private void Write(bool finished)
    {
        var elapsed = time.GetElapsedTime(began);
        var line = ProgressText.Describe(activity, unit, latest, Rate() ?? (finished ? Rate(latest.Done, elapsed) : null), elapsed, finished);
        if (!terminal)
        {
            writer.WriteLine(line);
            return;
        }

        // Back to the start, the text, and what is left of the old line erased.
        writer.Write($"\r{line}\u001b[K");
        if (finished)
        {
            writer.WriteLine();
        }

        writer.Flush();
    }

    // From the first word on: what came before it was preparing, or was done by a process before this one.
    private double? Rate() => first is var (done, at) && latest.Done > done ? Rate(latest.Done - done, time.GetElapsedTime(at)) : null;

    private static double? Rate(long done, TimeSpan elapsed) => done > 0 && elapsed > TimeSpan.Zero ? done / elapsed.TotalSeconds : null;
}
