using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Calibrating;

/// <summary>Moves calibrations between databases as JSON documents that name their model.</summary>
internal static class CalibrationExchange
{
    private const string Imported = "imported";

    /// <summary>Writes the calibration in force.</summary>
    /// <exception cref="Commands.UsageException">The file cannot be written.</exception>
    public static void Export(InForce inForce, string path)
    {
        var document = new CalibrationDocument
        {
            ModelSha256 = inForce.Model.Sha256,
            Score = inForce.Calibration.Score,
            Precision = inForce.Calibration.Precision,
            Source = inForce.Calibration.Source,
            Calibration = inForce.Calibration.Calibration,
        };
        var beside = path + ".tmp";
        try
        {
            File.WriteAllText(beside, document.ToJson());
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Commands.UsageException($"{path} cannot be written ({e.Message}); name a file in a folder that is there and that this user may write to.");
        }
    }

    /// <summary>Stores a calibration that was written elsewhere for the model in force.</summary>
    /// <exception cref="CalibrationDocumentException">The file is no such document, or of another model.</exception>
    /// <exception cref="Commands.UsageException">The file cannot be read.</exception>
    public static CalibrationResult Import(LineSession session, InForce inForce, string path, CalibrationRequest request)
    {
        string json;
        try
        {
            json = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Commands.UsageException($"{path} cannot be read ({e.Message}); name a file that 'calibrate --export' wrote.");
        }

        var document = CalibrationDocument.Parse(json, path);
        document.EnsureFor(inForce.Model.Sha256, document.Score, inForce.Calibration.Precision, path);
        var record = session.Store.AddCalibration(
            new NewCalibration
            {
                LineId = session.Record.Id,
                ModelId = inForce.Model.Id,
                Score = document.Score,
                Precision = document.Precision,
                Source = document.Source is { } source && CalibrationSource.IsCrossScored(source) ? source : Imported,
                Calibration = document.Calibration,
                Details = inForce.Calibration.Details,
            },
            []);
        if (request.Activate)
        {
            session.Store.Activate(session.Record.Id, inForce.Model.Id, record.Id, request.By);
        }

        return new(record, request.Activate, []);
    }
}
