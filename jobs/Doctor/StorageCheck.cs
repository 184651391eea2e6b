using System.Globalization;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Doctor;

/// <summary>Where a line keeps its results: whether the database opens, the folders can be written, and the disks have room.</summary>
internal static class StorageCheck
{
    private const double Gibi = 1L << 30;
    private const double LeastFree = 1;

    public static IEnumerable<Finding> Run(LineDefinition line, TimeProvider time)
    {
        yield return Writable("database folder", Path.GetDirectoryName(line.Database)!);
        foreach (var finding in Database(line, time))
        {
            yield return finding;
        }

        yield return Writable("output folder", line.Output);
        foreach (var place in new[] { line.Database, line.Output }.Select(Existing).Distinct(StringComparer.Ordinal))
        {
            yield return Room(place);
        }
    }

    private static List<Finding> Database(LineDefinition line, TimeProvider time)
    {
        var path = line.Database;
        if (!File.Exists(path))
        {
            return
            [
                Finding.Ok("database", $"{path} will be made by the first command that writes to it"),
                Score(line, store: null),
            ];
        }

        try
        {
            using var store = InspectionStore.Open(path, time);
            return
            [
                Finding.Ok("database", string.Create(CultureInfo.InvariantCulture, $"{path}, lines: {store.ListLines().Count}")),
                Score(line, store),
            ];
        }
        catch (StorageException e)
        {
            return [Finding.Fail("database", e.Message, "The line above says how.")];
        }
    }

    // By which score the line decides: as it is in force, or as the next training would have it.
    private static Finding Score(LineDefinition line, InspectionStore? store)
    {
        if (store?.FindLine(line.Name) is not { } record || store.CurrentActivation(record.Id) is not { } activation)
        {
            return Finding.Ok("score", line.Calibration.Score is { } named
                ? $"{named} (named by the line definition)"
                : $"{line.DefaultScore} (the default of {line.Model.Family}, unless training recommends another)");
        }

        var model = store.GetModel(activation.ModelId)!;
        var inForce = DecidingScore.InForce(line, model, store.GetCalibration(activation.CalibrationId)!);
        return string.Equals(inForce.Name, DecidingScore.Of(line, model).Name, StringComparison.Ordinal)
            ? Finding.Ok("score", inForce.ToString())
            : Finding.Warn("score", inForce.ToString(), "'inspectflow calibrate --activate' puts a calibration by that score in force.");
    }

    private static Finding Writable(string subject, string folder)
    {
        var place = Existing(folder);
        var probe = Path.Combine(place, $".inspectflow-{Guid.NewGuid():N}");
        try
        {
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                return Finding.Ok(subject, string.Equals(place, folder, StringComparison.Ordinal) ? folder : $"{folder} will be made");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Finding.Fail(subject, $"{place} cannot be written: {e.Message}", "Give this user write access, or name another place in the line definition.");
        }
    }

    private static Finding Room(string place)
    {
        var free = new DriveInfo(place).AvailableFreeSpace / Gibi;
        var found = string.Create(CultureInfo.InvariantCulture, $"{free:F1} GiB free at {place}");
        return free >= LeastFree ? Finding.Ok("disk", found) : Finding.Warn("disk", found, "Free some space before the next run.");
    }

    /// <summary>The nearest folder above a path that exists.</summary>
    private static string Existing(string path)
    {
        var folder = path;
        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
