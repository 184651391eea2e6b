using System.Globalization;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Scheduling;

namespace InspectFlow.Jobs.Doctor;

/// <summary>What a line definition points at: its folders and its schedule.</summary>
internal static class LineCheck
{
    public static IEnumerable<Finding> Run(LineDefinition line)
    {
        yield return Finding.Ok("line", $"{line.Name}, from {line.SourceFile}");
        if (line.Source is { } source)
        {
            yield return Folder("source", source.Folder, "source.folder");
        }

        foreach (var folder in line.GoodImages?.Folders ?? [])
        {
            yield return Folder("good images", folder, "goodImages.folders");
        }

        foreach (var (subject, file) in Files(line).Where(f => f.File is not null && !File.Exists(f.File)))
        {
            yield return Finding.Fail(subject, $"{file} does not exist", "Put the file there or correct the line definition.");
        }

        foreach (var schedule in LineJobSchedule.Of(line))
        {
            yield return Finding.Ok("schedule", $"{schedule.Job}: {schedule.Cron.Expression} in {schedule.Cron.Expression.TimeZone.Id}");
        }
    }

    private static IEnumerable<(string Subject, string? File)> Files(LineDefinition line) =>
    [
        ("backbone", line.Model.Backbone),
        ("flat field's reference", line.Preprocessing.FlatField?.Reference),
        ("flat field's dark frame", line.Preprocessing.FlatField?.Dark),
    ];

    private static Finding Folder(string subject, string folder, string member)
    {
        if (!Directory.Exists(folder))
        {
            return Finding.Fail(subject, $"{folder} does not exist", $"Make the folder, mount its disk, or correct {member} in the line definition.");
        }

        var others = FolderSource.CountOtherFormats(folder);
        return others.Count == 0
            ? Finding.Ok(subject, folder)
            : Finding.Warn(
                subject,
                $"{folder}, where nobody will look at {string.Join(", ", others.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Value} {o.Key}")))}",
                "PNG, JPEG, BMP and TIFF files are read: convert the others.");
    }
}
