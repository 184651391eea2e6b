using InspectFlow.Ingest;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest;

public sealed class FolderSourceTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly List<SourceProblem> problems = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Images_are_found_by_extension_whatever_its_case()
    {
        foreach (var name in new[] { "a.png", "b.JPG", "c.jpeg", "d.bmp", "e.Tif", "f.TIFF", "f1.jfif", "f2.jpe", "f3.dib", "g.gif", "h.txt", "i", "j.png.txt" })
        {
            folder.Add(name);
        }

        List().ShouldBe(["a.png", "b.JPG", "c.jpeg", "d.bmp", "e.Tif", "f.TIFF", "f1.jfif", "f2.jpe", "f3.dib"]);
    }

    [Fact]
    public void Pictures_of_formats_that_are_not_read_are_one_problem_for_each_format()
    {
        foreach (var name in new[] { "a.png", "b.webp", "night/c.WEBP", "night/d.heic", "~e.gif", "notes.txt" })
        {
            folder.Add(name);
        }

        List().ShouldBe(["a.png"]);
        problems.Select(p => p.RelativePath).ShouldBe(["night/d.heic", "b.webp"]);
        problems[0].Reason.ShouldStartWith(".heic files are not read, and there is 1;");
        problems[1].Reason.ShouldStartWith(".webp files are not read, and there are 2;");
    }

    [Fact]
    public void What_the_glob_leaves_out_is_no_problem_whatever_its_format()
    {
        folder.Add("a.png");
        folder.Add("b.webp");

        List(new() { Folder = folder.Path, Glob = "**/*.png" }).ShouldBe(["a.png"]);
        problems.ShouldBeEmpty();
    }

    [Fact]
    public void The_order_is_that_of_whole_paths_byte_by_byte()
    {
        string[] names = ["B.png", "a.png", "a/b.png", "a/a.png", "a-b/c.png", "a0.png", "é.png", "z/1.png"];
        foreach (var name in names)
        {
            folder.Add(name);
        }

        List().ShouldBe(names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_in_any_script_are_kept()
    {
        folder.Add("ライン 1/Prüfling № 7 🙂.png");

        List().ShouldBe(["ライン 1/Prüfling № 7 🙂.png"]);
        problems.ShouldBeEmpty();
    }

    [SkippableFact]
    public void A_name_that_is_no_UTF_8_is_reported_and_the_listing_goes_on()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "only Linux keeps such names");
        folder.Add("good.png");
        Shell($"printf x > '{folder.Path}/'\"$(printf 'bad\\377.png')\"");

        var listed = List();
        Shell($"rm '{folder.Path}'/bad*");

        listed.ShouldBe(["good.png"]);
        problems.ShouldHaveSingleItem().Reason.ShouldBe("the file's name is not valid UTF-8; rename it");
    }

    [Fact]
    public void Hidden_and_temporary_files_are_passed_over()
    {
        foreach (var name in new[] { ".a.png", "~b.png", "c.png~", "d.png.tmp", ".thumbs/e.png", "f.png" })
        {
            folder.Add(name);
        }

        List().ShouldBe(["f.png"]);
    }

    [Theory]
    [InlineData("**/*", "1.png a/2.png a/b/3.jpg")]
    [InlineData("*.png", "1.png")]
    [InlineData("**/*.PNG", "1.png a/2.png")]
    [InlineData("a/**", "a/2.png a/b/3.jpg")]
    [InlineData("a/*", "a/2.png")]
    [InlineData("c/**", "")]
    public void The_glob_chooses(string glob, string expected)
    {
        folder.Add("1.png");
        folder.Add("a/2.png");
        folder.Add("a/b/3.jpg");

        List(new() { Folder = folder.Path, Glob = glob }).ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Without_recursion_only_the_folder_itself_is_listed()
    {
        folder.Add("1.png");
        folder.Add("a/2.png");

        List(new() { Folder = folder.Path, Recursive = false }).ShouldBe(["1.png"]);
    }

    [Fact]
    public void Links_that_go_round_end()
    {
        folder.Add("a/1.png");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "a/again"), folder.Path);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "b"), Path.Combine(folder.Path, "a"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "self.png"), "self.png");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "nowhere.png"), "missing.png");

        List().ShouldBe(["a/1.png"]);
        problems.Select(p => Path.GetFileName(p.Path)).ShouldBe(["nowhere.png", "self.png"]);
    }

    [Fact]
    public void What_a_link_leads_to_within_the_folder_goes_by_its_own_name()
    {
        folder.Add("lot_1/1.png");
        folder.Add("lot_2/2.png");
        folder.Add(".spool/3.png");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "latest"), Path.Combine(folder.Path, "lot_1"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "done"), Path.Combine(folder.Path, ".spool"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "first.png"), Path.Combine(folder.Path, "lot_2/2.png"));

        List().ShouldBe(["done/3.png", "lot_1/1.png", "lot_2/2.png"]);
        List(new() { Folder = folder.Path, Glob = "latest/*" }).ShouldBe(["latest/1.png"]);
    }

    [Fact]
    public void Links_out_of_the_folder_are_followed_once()
    {
        using var elsewhere = new TempFolder();
        elsewhere.Add("x/1.png", [1, 2, 3]);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "first"), Path.Combine(elsewhere.Path, "x"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "second"), Path.Combine(elsewhere.Path, "x"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "one.png"), Path.Combine(elsewhere.Path, "x/1.png"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "two.png"), Path.Combine(elsewhere.Path, "x/1.png"));

        var files = Source().List(problems.Add, CancellationToken.None).ToArray();

        files.Select(f => f.RelativePath).ShouldBe(["first/1.png", "one.png"]);
        files.ShouldAllBe(f => f.Size == 3);
        File.ReadAllBytes(files[0].Path).Length.ShouldBe(3);
    }

    [SkippableFact]
    public void A_folder_that_cannot_be_read_is_reported_and_the_listing_goes_on()
    {
        folder.Add("a/1.png");
        folder.Add("b/2.png");
        var locked = Path.Combine(folder.Path, "a");
        File.SetUnixFileMode(locked, UnixFileMode.None);
        try
        {
            Skip.If(Environment.IsPrivilegedProcess, "a privileged user reads every folder");

            List().ShouldBe(["b/2.png"]);
            problems.ShouldHaveSingleItem().Path.ShouldBe(locked);
        }
        finally
        {
            File.SetUnixFileMode(locked, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void A_missing_folder_is_refused_by_name()
    {
        var missing = Path.Combine(folder.Path, "none");

        var error = Should.Throw<SourceException>(() => List(new() { Folder = missing }));

        error.Path.ShouldBe(missing);
        error.Message.ShouldBe($"{missing}: there is no such folder; correct the line's source folder or mount it");
    }

    [Fact]
    public void A_source_without_a_folder_is_refused() =>
        Should.Throw<OptionsException>(() => new FolderSource(new() { SettleTime = TimeSpan.FromSeconds(-1) }, TimeProvider.System))
            .Errors.Select(e => e.Path).ShouldBe(["$.folder", "$.settleTime"], ignoreOrder: true);

    [Theory]
    [InlineData(0, false)]
    [InlineData(4.9, false)]
    [InlineData(5, true)]
    [InlineData(-30, false)]
    [InlineData(-7200, true)]
    public void A_file_is_settled_when_it_was_left_alone_or_comes_from_another_clock(double age, bool isSettled)
    {
        var path = folder.Add("a.png");
        var modified = new DateTimeOffset(2026, 3, 29, 2, 0, 0, TimeSpan.Zero);
        File.SetLastWriteTimeUtc(path, modified.UtcDateTime);

        var file = new FolderSource(new() { Folder = folder.Path }, new FakeClock(modified.AddSeconds(age)))
            .List(problems.Add, CancellationToken.None).ShouldHaveSingleItem();

        file.IsSettled.ShouldBe(isSettled);
        file.Modified.ShouldBe(modified);
    }

    [Fact]
    public void Listing_stops_when_asked()
    {
        folder.Add("a.png");
        folder.Add("b.png");
        using var stop = new CancellationTokenSource();
        var files = Source().List(problems.Add, stop.Token).GetEnumerator();
        files.MoveNext().ShouldBeTrue();
        stop.Cancel();

        Should.Throw<OperationCanceledException>(() => files.MoveNext());
    }

    private static void Shell(string command)
    {
        using var shell = System.Diagnostics.Process.Start("sh", ["-c", command]);
        shell.WaitForExit();
    }

    private FolderSource Source(FolderSourceOptions? options = null) =>
        new(options ?? new() { Folder = folder.Path }, new FakeClock(TimeProvider.System.GetUtcNow().AddDays(1)));

    private string[] List(FolderSourceOptions? options = null) =>
        Source(options).List(problems.Add, CancellationToken.None).Select(f => f.RelativePath).ToArray();
}
