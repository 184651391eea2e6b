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

        foreach (var schedule in LineJobSchedule.Of(line))
        {
            yield return Finding.Ok("schedule", $"{schedule.Job}: {schedule.Cron.Expression} in {schedule.Cron.Expression.TimeZone.Id}");
        }
    }

    private static Finding Folder(string subject, string folder, string member) => Directory.Exists(folder)
        ? Finding.Ok(subject, folder)
        : Finding.Fail(subject, $"{folder} does not exist", $"Make the folder, mount its disk, or correct {member} in the line definition.");
}
