using InspectFlow.Reporting;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Reporting.Files;

public sealed class AtomicFileTests
{
    [Fact]
    public void What_another_process_is_writing_is_left_to_it()
    {
        using var folder = new TempFolder();
        var path = folder.File("scores.csv");
        using (var theirs = new FileStream(path + ".part", FileMode.Create, FileAccess.Write, FileShare.None))
        {
            Should.Throw<ReportFileException>(() => AtomicFile.Write(path, _ => { }));
            theirs.WriteByte(1);
        }

        File.ReadAllBytes(path + ".part").ShouldBe([1]);
        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public void What_could_not_be_written_to_its_end_leaves_the_old_file_and_nothing_beside_it()
    {
        using var folder = new TempFolder();
        var path = folder.File("scores.csv");
        File.WriteAllText(path, "old");

        Should.Throw<ReportFileException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("the disk is full");
        }));

        File.ReadAllText(path).ShouldBe("old");
        File.Exists(path + ".part").ShouldBeFalse();
    }
}
