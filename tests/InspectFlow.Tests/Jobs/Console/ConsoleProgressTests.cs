using System.Globalization;
using InspectFlow.Jobs.Console;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Console;

public sealed class ConsoleProgressTests : IDisposable
{
    private readonly StringWriter written = new() { NewLine = "\n" };
    private readonly FakeClock clock = new(DateTimeOffset.Parse("2026-06-10T08:00:00Z", CultureInfo.InvariantCulture));

    public void Dispose() => written.Dispose();

    [Fact]
    public void In_a_log_file_a_plain_line_comes_every_ten_seconds_and_at_the_end()
    {
        using (var progress = new ConsoleProgress(written, terminal: false, clock, "scanning"))
        {
            for (var second = 1; second <= 25; second++)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                progress.Report(new(second * 100, 5000, second == 20 ? "3 unreadable" : null));
            }
        }

        written.ToString().ShouldBe("""
            scanning: 1,000 of 5,000 images, 100/s, 0:40 left
            scanning: 2,000 of 5,000 images, 100/s, 0:30 left, 3 unreadable
            scanning: 2,500 of 5,000 images, 100/s, took 0:25

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void On_a_terminal_one_line_is_rewritten_in_place()
    {
        using (var progress = new ConsoleProgress(written, terminal: true, clock, "training", "steps"))
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            progress.Report(new(10, 20));
            clock.Advance(TimeSpan.FromHours(1));
            progress.Report(new(20, 20));
        }

        written.ToString().ShouldBe(
            "\rtraining: 10 of 20 steps\u001b[K\rtraining: 20 of 20 steps, 0.00278/s\u001b[K" +
            "\rtraining: 20 steps, 0.00278/s, took 1:00:02\u001b[K\n");
    }

    [Fact]
    public void The_pace_is_that_of_this_process_and_neither_of_the_one_that_it_goes_on_from_nor_of_preparing()
    {
        using (var progress = new ConsoleProgress(written, terminal: false, clock, "training", "steps"))
        {
            clock.Advance(TimeSpan.FromSeconds(100));
            progress.Report(new(5001, 10_000));
            clock.Advance(TimeSpan.FromSeconds(10));
            progress.Report(new(5101, 10_000));
        }

        written.ToString().ShouldBe("""
            training: 5,001 of 10,000 steps
            training: 5,101 of 10,000 steps, 10/s, 8:09 left
            training: 5,101 of 10,000 steps, 10/s, took 1:50

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Work_that_is_done_at_once_has_the_pace_of_all_of_its_time()
    {
        using (var progress = new ConsoleProgress(written, terminal: false, clock, "scanning"))
        {
            clock.Advance(TimeSpan.FromSeconds(4));
            progress.Report(new(8, 8));
        }

        written.ToString().ShouldBe("scanning: 8 images, 2/s, took 0:04\n");
    }
}
