using InspectFlow.Scoring;
using Microsoft.Data.Sqlite;

namespace InspectFlow.Reporting.Storage;

/// <summary>Writes the results of one batch inside the batch's transaction, with statements compiled once.</summary>
internal sealed class CaptureWriter : IDisposable
{
    private readonly RunRecord run;
    private readonly IdGenerator ids;
    private readonly Func<ScoreValues, Decision> decide;
    private readonly Statement findLatest;
    private readonly Statement findDuplicate;
    private readonly Statement insertCapture;
    private readonly Statement updateCapture;
    private readonly Statement insertContent;
    private readonly Statement insertScore;
    private readonly Statement findScore;
    private readonly Statement insertDecision;
    private readonly Statement findDecision;
    private readonly Statement insertFailure;
    private readonly Statement deleteFailure;
    private readonly EvidenceWriter evidence;

    public CaptureWriter(
        StoreSession session, RunRecord run, IdGenerator ids, string now, Func<ScoreValues, Decision> decide)
    {
        this.run = run;
        this.ids = ids;
        this.decide = decide;
        findLatest = session.Prepare(CaptureSql.FindLatest).Set("@line", run.LineId);
        findDuplicate = session.Prepare(CaptureSql.FindDuplicate).Set("@line", run.LineId);
        insertCapture = session.Prepare(CaptureSql.InsertCapture).Set("@line", run.LineId).Set("@now", now);
        updateCapture = session.Prepare(CaptureSql.UpdateCapture).Set("@now", now);
        insertContent = session.Prepare(CaptureSql.InsertContent);
        insertScore = session.Prepare(CaptureSql.InsertScore)
            .Set("@model", run.ModelId).Set("@precision", run.Precision).Set("@now", now);
        findScore = session.Prepare(CaptureSql.FindScore).Set("@model", run.ModelId).Set("@precision", run.Precision);
        insertDecision = session.Prepare(CaptureSql.InsertDecision)
            .Set("@calibration", run.CalibrationId).Set("@run", run.Id).Set("@now", now);
        findDecision = session.Prepare(CaptureSql.FindDecision).Set("@calibration", run.CalibrationId);
        insertFailure = session.Prepare(CaptureSql.InsertFailure).Set("@run", run.Id).Set("@now", now);
        deleteFailure = session.Prepare(CaptureSql.DeleteFailure).Set("@run", run.Id);
        evidence = new EvidenceWriter(session, run.ModelId!, now);
    }

    public WrittenCapture Write(CaptureResult result)
    {
        if ((result.ContentHash is null) == (result.Error is null) || (result.ContentHash is null && result.Scores is not null))
        {
            throw new ArgumentException($"'{result.Path}' must have either a content or an error.", nameof(result));
        }

        return result.ContentHash is { } hash ? WriteReadable(result, hash) : WriteUnreadable(result);
    }

    public void Dispose()
    {
        foreach (var statement in new[]
        {
            findLatest, findDuplicate, insertCapture, updateCapture, insertContent, insertScore, findScore,
            insertDecision, findDecision, insertFailure, deleteFailure,
        })
        {
            statement.Dispose();
        }

        evidence.Dispose();
    }

    private WrittenCapture WriteReadable(CaptureResult result, string hash)
    {
        if (result.Scores is not null)
        {
            insertContent.Set("@hash", hash).Set("@width", result.Width).Set("@height", result.Height).Execute();
            insertScore.Set("@hash", hash).Set(result.Scores).Execute();
        }

        var scores = findScore.Set("@hash", hash).First(ReadScores) ??
            throw new ArgumentException($"'{result.Path}' has a content but neither it nor the database has its scores.", nameof(result));
        var duplicate = findDuplicate.Set("@hash", hash).Set("@path", result.Path).First(r => r.GetString(0)) is not null;
        var capture = Upsert(result, duplicate);
        deleteFailure.Set("@capture", capture).Execute();
        evidence.Write(hash, result.Evidence, result.Neighbour);
        var decision = decide(scores);
        var isNew = insertDecision.Set("@capture", capture)
            .Set("@percentile", decision.Percentile).Set("@margin", decision.Margin)
            .Set("@outcome", decision.Outcome).Set("@reason", decision.Reason).Execute() > 0;
        var standing = isNew ? decision : findDecision.Set("@capture", capture).First(ReadDecision)!;
        return new WrittenCapture(capture, result.Path, duplicate, isNew, scores, standing);
    }

    private WrittenCapture WriteUnreadable(CaptureResult result)
    {
        var capture = Upsert(result, isDuplicate: false);
        var isNew = insertFailure.Set("@capture", capture).Set("@reason", result.Error).Execute() > 0;
        return new WrittenCapture(capture, result.Path, IsDuplicate: false, isNew, Scores: null, Decision: null);
    }

    /// <summary>
    /// Finds the row that the result belongs to: the path's latest revision while that was never readable or has the
    /// same content, else a new one.
    /// </summary>
    private string Upsert(CaptureResult result, bool isDuplicate)
    {
        var latest = findLatest.Set("@path", result.Path).First(Latest.Read);
        var same = latest is not null &&
            (latest.ContentHash is null || string.Equals(latest.ContentHash, result.ContentHash, StringComparison.Ordinal));
        var id = same ? latest!.Id : ids.Next();
        var statement = same
            ? updateCapture.Set("@attempts", latest!.Attempts + (latest.ContentHash is null ? 1 : 0))
            : insertCapture.Set("@path", result.Path).Set("@revision", (latest?.Revision ?? 0) + 1);
        statement.Set("@id", id).Set("@size", result.Size).Set("@modified", Instant.ToText(result.Modified))
            .Set("@part", result.Part).Set("@lot", result.Lot).Set("@serial", result.Serial)
            .Set("@station", result.Station).Set("@view", result.View)
            .Set("@hash", result.ContentHash).Set("@status", result.ContentHash is null ? "unreadable" : "scored")
            .Set("@error", result.Error).Set("@duplicate", isDuplicate ? 1 : 0).Execute();
        return id;
    }

    private static ScoreValues ReadScores(SqliteDataReader row) => new()
    {
        Nll = Number(row, 0),
        BitsPerDim = Number(row, 1),
        LastScaleNll = Number(row, 2),
        Peak = Number(row, 3),
        Typicality = Number(row, 4),
        Complexity = Number(row, 5),
        LocalTypicality = Number(row, 6),
        LatentDistance = Number(row, 7),
        Pc1 = Number(row, 8),
        Pc2 = Number(row, 9),
        PeakX = Number(row, 10),
        PeakY = Number(row, 11),
        Tiles = row.IsDBNull(12) ? null : row.GetInt32(12),
        LastScale = Number(row, 13),
        Joint = Number(row, 14),
    };

    private static Decision ReadDecision(SqliteDataReader row) =>
        new(row.GetString(0), Number(row, 1), Number(row, 2), row.IsDBNull(3) ? null : row.GetString(3));

    private static double? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    private sealed record Latest(string Id, int Revision, string? ContentHash, int Attempts)
    {
        public static Latest Read(SqliteDataReader row) =>
            new(row.GetString(0), row.GetInt32(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetInt32(3));
    }
}
