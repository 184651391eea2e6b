using Dapper;
using InspectFlow.Reporting.Storage;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;
using static InspectFlow.Tests.Reporting.StoreFixture;

namespace InspectFlow.Tests.Reporting.Storage;

/// <summary>What a process that dies in the middle of a batch leaves, and what the next one makes of it.</summary>
public sealed class KillTests : IDisposable
{
    private readonly StoreFixture fixture = new();

    [Fact]
    public void A_batch_that_fails_half_way_leaves_nothing()
    {
        var run = fixture.BeginScan();
        fixture.Write(run.Id, Image("a.png", 5));
        var calls = 0;

        Should.Throw<OperationCanceledException>(() => fixture.Store.WriteBatch(
            run.Id,
            [Image("b.png", 5), Image("c.png", 5)],
            s => ++calls == 2 ? throw new OperationCanceledException() : fixture.Decide(s)));

        fixture.Store.ReadScores(run.Id).ShouldHaveSingleItem().Path.ShouldBe("a.png");
        fixture.Store.HasScore(Hash("b.png"), fixture.Model.Id, "fp32").ShouldBeFalse();
        fixture.Write(run.Id, Image("b.png", 5), Image("c.png", 5)).ShouldAllBe(w => w.IsNew);
    }

    [Fact]
    public void The_file_as_it_stands_at_any_instant_of_a_run_is_sound_and_can_be_continued()
    {
        var run = fixture.BeginScan();
        var batches = Enumerable.Range(0, 4)
            .Select(b => Enumerable.Range(0, 8).Select(i => Image($"{b}/{i}.png", b + i, $"content {i % 6} of {b}")).ToArray())
            .ToList();
        var wreck = Path.Combine(fixture.Folder.FullName, "wreck.db");
        var written = 0;
        foreach (var batch in batches)
        {
            var before = written;
            fixture.Store.WriteBatch(run.Id, batch, scores =>
            {
                // What a kill leaves on disk at this instant: the file and its log, in the middle of a transaction.
                if (++written % 5 == 0)
                {
                    CheckWreck(wreck, run.Id, before, batches);
                }

                return fixture.Decide(scores);
            });
        }
    }

    public void Dispose() => fixture.Dispose();

    private void CheckWreck(string wreck, string runId, int committed, List<CaptureResult[]> batches)
    {
        Copy(fixture.DatabasePath, wreck);
        Copy(fixture.DatabasePath + "-wal", wreck + "-wal");
        using (var store = InspectionStore.Open(wreck, fixture.Time))
        {
            store.ReadScores(runId).Count().ShouldBe(committed, "the batches before are there, the torn one is not");
            foreach (var batch in batches)
            {
                store.WriteBatch(runId, batch, fixture.Decide);
            }

            var end = store.FinishRun(runId, new RunEnd { Status = RunStatus.Completed });
            (end.Decided, end.Duplicates).ShouldBe((32, 8));
        }

        using (var connection = new SqliteConnection($"Data Source={wreck};Pooling=False"))
        {
            connection.Open();
            connection.ExecuteScalar<string>("PRAGMA integrity_check").ShouldBe("ok");
            connection.Query("PRAGMA foreign_key_check").ShouldBeEmpty();
            connection.ExecuteScalar<int>("SELECT count(*) FROM score").ShouldBe(24);
        }

        File.Delete(wreck);
    }

    // The file is open and locked for sharing between processes, which File.Copy would respect on some systems.
    private static void Copy(string source, string target)
    {
        using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var to = File.Create(target);
        from.CopyTo(to);
    }
}
