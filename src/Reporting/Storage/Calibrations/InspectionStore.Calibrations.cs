namespace InspectFlow.Reporting.Storage;

public sealed partial class InspectionStore
{
    private const string SelectCalibration =
        """
        SELECT id, line_id, model_id, score, precision, source, calibration, details, created_at FROM calibration
        """;

    /// <summary>Stores a calibration with its reference scores. It is not in force until it is activated.</summary>
    /// <param name="calibration">The calibration.</param>
    /// <param name="references">Every score of every calibration image.</param>
    /// <returns>The calibration as stored.</returns>
    public CalibrationRecord AddCalibration(NewCalibration calibration, IReadOnlyCollection<ReferenceScore> references)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        ArgumentNullException.ThrowIfNull(references);
        return database.Write(session =>
        {
            var id = ids.Next();
            Insert(session, id, calibration);
            InsertReferences(session, id, references);
            return session.Find<CalibrationRecord>(SelectCalibration + " WHERE id = @id", new { id })!;
        });
    }

    /// <summary>Finds a calibration by its id.</summary>
    /// <param name="calibrationId">The id.</param>
    /// <returns>The calibration, or null when there is none.</returns>
    public CalibrationRecord? GetCalibration(string calibrationId) => database.Read(session =>
        session.Find<CalibrationRecord>(SelectCalibration + " WHERE id = @calibrationId", new { calibrationId }));

    /// <summary>Lists a line's calibrations.</summary>
    /// <param name="lineId">The line's id.</param>
    /// <returns>The calibrations, the latest first.</returns>
    public IReadOnlyList<CalibrationRecord> ListCalibrations(string lineId) => database.Read(session =>
        session.List<CalibrationRecord>(
            SelectCalibration + " WHERE line_id = @lineId ORDER BY created_at DESC, id DESC", new { lineId }));

    /// <summary>Reads a calibration's reference scores.</summary>
    /// <param name="calibrationId">The calibration's id.</param>
    /// <returns>The scores in the order in which they were stored.</returns>
    public IReadOnlyList<ReferenceScore> GetReferenceScores(string calibrationId) => database.Read(session =>
        session.List<ReferenceScore>(
            $"""
            SELECT content_hash, path, {ScoreColumns.List}
            FROM reference_score WHERE calibration_id = @calibrationId ORDER BY ordinal
            """,
            new { calibrationId }));

    private void Insert(StoreSession session, string id, NewCalibration calibration) => session.Execute(
        """
        INSERT INTO calibration (id, line_id, model_id, score, precision, source, calibration, details, created_at,
          sample_count, review_percentile, review_threshold, reject_percentile, reject_threshold)
        VALUES (@id, @LineId, @ModelId, @Score, @Precision, @Source, @Calibration, @Details, @Now,
          @Count, @ReviewPercentile, @Review, @RejectPercentile, @Reject)
        """,
        new
        {
            id,
            calibration.LineId,
            calibration.ModelId,
            calibration.Score,
            calibration.Precision,
            calibration.Source,
            calibration.Calibration,
            calibration.Details,
            Now = Now(),
            calibration.Calibration.Reference.Count,
            ReviewPercentile = calibration.Calibration.Review.Percentile,
            Review = calibration.Calibration.Review.Value,
            RejectPercentile = calibration.Calibration.Reject?.Percentile,
            Reject = calibration.Calibration.Reject?.Value,
        });

    private static void InsertReferences(StoreSession session, string id, IReadOnlyCollection<ReferenceScore> references)
    {
        using var insert = session.Prepare(
            $"""
            INSERT INTO reference_score (calibration_id, ordinal, content_hash, path, {ScoreColumns.List})
            VALUES (@calibration, @ordinal, @hash, @path, {ScoreColumns.Parameters})
            """);
        var ordinal = 0;
        foreach (var reference in references)
        {
            insert.Set("@calibration", id).Set("@ordinal", ordinal++)
                .Set("@hash", reference.ContentHash).Set("@path", reference.Path).Set(reference);
            insert.Execute();
        }
    }
}
