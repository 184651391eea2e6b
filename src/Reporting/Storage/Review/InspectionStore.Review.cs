using System.Text.Json;

namespace InspectFlow.Reporting.Storage;

public sealed partial class InspectionStore
{
    /// <summary>The most pictures that an item's history lists.</summary>
    private const int HistoryLimit = 24;

    /// <summary>Lists a page of the review queue: flagged images, audit samples, and others that were judged.</summary>
    /// <param name="filter">Which images, and in which order.</param>
    /// <param name="after">The place after which the page begins; null for the beginning.</param>
    /// <param name="limit">The most images to return.</param>
    /// <returns>The images in the order asked for.</returns>
    public IReadOnlyList<ReviewRow> ListReview(ReviewFilter filter, ReviewCursor? after, int limit)
    {
        var (sql, arguments) = ReviewSql.Page(filter, after, isBackwards: false, limit);
        return database.Read(session => session.List<ReviewRow>(sql, arguments));
    }

    /// <summary>Lists the page of the review queue that ends before a place.</summary>
    /// <param name="filter">Which images, and in which order.</param>
    /// <param name="before">The place before which the page ends.</param>
    /// <param name="limit">The most images to return.</param>
    /// <returns>The images in the order asked for.</returns>
    public IReadOnlyList<ReviewRow> ListReviewBefore(ReviewFilter filter, ReviewCursor before, int limit)
    {
        var (sql, arguments) = ReviewSql.Page(filter, before, isBackwards: true, limit);
        return [.. database.Read(session => session.List<ReviewRow>(sql, arguments)).Reverse()];
    }

    /// <summary>Reads all images of the review queue that pass a filter, row by row.</summary>
    /// <param name="filter">Which images, and in which order.</param>
    /// <returns>The images in the order asked for.</returns>
    public IEnumerable<ReviewRow> ReadReview(ReviewFilter filter)
    {
        var (sql, arguments) = ReviewSql.Page(filter, from: null, isBackwards: false, limit: null);
        return database.Stream<ReviewRow>(sql, arguments);
    }

    /// <summary>Lists images of the review queue by their ids.</summary>
    /// <param name="captureIds">The captures' ids; those that are not in the queue are left out.</param>
    /// <returns>The images in the order of the ids.</returns>
    public IReadOnlyList<ReviewRow> ListReview(IEnumerable<string> captureIds) => database.Read(session =>
        session.List<ReviewRow>(ReviewSql.Selection, new { captures = JsonSerializer.Serialize(captureIds) }));

    /// <summary>Counts the images of the review queue that pass a filter.</summary>
    /// <param name="filter">Which images.</param>
    /// <param name="limit">Where to stop counting.</param>
    /// <returns>How many, at most <paramref name="limit"/>.</returns>
    public int CountReview(ReviewFilter filter, int limit)
    {
        var (sql, arguments) = ReviewSql.Count(filter, limit);
        return database.Read(session => session.Scalar<int>(sql, arguments));
    }

    /// <summary>Counts how the images of lines stand in the review queue.</summary>
    /// <param name="lineIds">The lines' ids.</param>
    /// <returns>A count for each line and state that has any; dropped flags are left out.</returns>
    public IReadOnlyList<ReviewCount> CountReview(IEnumerable<string> lineIds) => database.Read(session =>
        session.List<ReviewCount>(ReviewSql.Counts, new { lines = JsonSerializer.Serialize(lineIds) }));

    /// <summary>Reads everything about one image, whether it is in the review queue or not.</summary>
    /// <param name="captureId">The capture's id.</param>
    /// <returns>The image, or null when there is none that was decided on.</returns>
    public ReviewItem? GetReviewItem(string captureId) => database.Read(session =>
    {
        var row = session.Find<ReviewRow>(ReviewSql.QueuedItem, new { captureId }) ??
            session.Find<ReviewRow>(ReviewSql.OtherItem, new { captureId });
        return row is null ? null : new ReviewItem
        {
            Row = row,
            Inspection = session.Find<InspectionRow>(InspectionSql, new { captureId, calibrationId = row.CalibrationId })!,
            Verdicts = session.List<VerdictRecord>(ReviewSql.Verdicts, new { captureId }),
            History = session.List<ReviewHistoryRow>(
                ReviewSql.History, new { captureId, lineId = row.LineId, path = row.Path, serial = row.Serial, limit = HistoryLimit }),
        };
    });

    /// <summary>Lists the kinds of defects that standing verdicts on a line's images name.</summary>
    /// <param name="lineId">The line's id.</param>
    /// <returns>The kinds, in alphabetical order.</returns>
    public IReadOnlyList<string> ListDefectTypes(string lineId) => database.Read(session => session.List<string>(
        "SELECT DISTINCT defect_type FROM review_item WHERE line_id = @lineId AND defect_type IS NOT NULL ORDER BY defect_type", new { lineId }));
}
