using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Demo;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Demo;

public sealed class DemoFolderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_with_somebody_s_line_is_refused_and_left_as_it_is()
    {
        folder.Write("line.json", """{ "name": "casting" }""");
        folder.Write("inspectflow.db", "verdicts");
        Directory.CreateDirectory(folder.File("models"));
        folder.Write("models/a.safetensors", "weights");

        Should.Throw<UsageException>(() => DemoFolder.Prepare(folder.Path)).Message.ShouldContain("name another folder with --out");

        (File.ReadAllText(folder.File("line.json")), File.ReadAllText(folder.File("inspectflow.db")), File.ReadAllText(folder.File("models/a.safetensors")))
            .ShouldBe(("""{ "name": "casting" }""", "verdicts", "weights"));
    }

    [Fact]
    public void What_an_earlier_demo_left_makes_room_and_nothing_else_does()
    {
        Demo();
        folder.Write("notes.txt", "mine");

        DemoFolder.Prepare(folder.Path);

        Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).ShouldBe(["notes.txt"]);
    }

    [Fact]
    public void A_demo_whose_definition_was_changed_since_is_somebody_s_line()
    {
        Demo();
        File.AppendAllText(folder.File("line.json"), " ");

        Should.Throw<UsageException>(() => DemoFolder.Prepare(folder.Path));

        File.Exists(folder.File("inspectflow.db")).ShouldBeTrue();
    }

    private void Demo()
    {
        DemoLine.Write(folder.Path, minutes: 1, seed: 1);
        DemoFolder.Mark(folder.Path);
        folder.Write("inspectflow.db", "of drawn parts");
        Directory.CreateDirectory(folder.File("images"));
        folder.Write("images/0.png", "a part");
    }
}
