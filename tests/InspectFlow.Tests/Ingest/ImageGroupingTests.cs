using InspectFlow.Ingest;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest;

public sealed class ImageGroupingTests
{
    private static readonly GroupingOptions PathsOnly = new() { NearDuplicates = null };

    [Theory]
    [InlineData("^(?<group>[^/]+)/", "A/1.png A/2.png|B/1.png")]
    [InlineData(@"^(?<lot>[^/]+)/(?<serial>\d+)", "A/1.png|A/2.png|B/1.png")]
    [InlineData(@"/(?<serial>\d+)", "A/1.png B/1.png|A/2.png")]
    public void Named_parts_of_the_path_make_groups(string pattern, string expected)
    {
        var images = new[] { "A/1.png", "A/2.png", "B/1.png" }.Select((p, i) => Image(p, $"{i:000000000000}")).ToArray();

        var groups = Group(images, PathsOnly with { PathPattern = pattern });

        groups.Entries.GroupBy(e => e.Group).Select(g => string.Join(' ', g.Select(e => e.RelativePath))).ShouldBe(expected.Split('|'));
        groups.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Paths_that_do_not_match_are_told_of()
    {
        var groups = Group([Image("a-1.png", "00000000000a"), Image("x.png", "00000000000b"), Image("y.png", "00000000000c")], PathsOnly with { PathPattern = "^(?<serial>a)-" });

        groups.Warnings.ShouldHaveSingleItem().ShouldBe("the path pattern does not match 2 of 3 images, for example x.png; they are grouped by looks alone");
        groups.Entries.Select(e => e.Group).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void A_match_that_captures_nothing_links_nothing()
    {
        var images = new[] { "lot_1_a.png", "lot_1_b.png", "x.png", "y.png" }.Select((p, i) => Image(p, $"{i:000000000000}")).ToArray();

        var groups = Group(images, PathsOnly with { PathPattern = @"^(?:lot_(?<lot>\d+)_)?.*" });

        groups.Entries.GroupBy(e => e.Group).Select(g => string.Join(' ', g.Select(e => e.RelativePath))).ShouldBe(["lot_1_a.png lot_1_b.png", "x.png", "y.png"]);
        groups.Warnings.ShouldHaveSingleItem().ShouldContain("does not match 2 of 4 images");
    }

    [Fact]
    public void Links_by_path_and_by_looks_add_up()
    {
        var parts = new SyntheticParts(1) { Common = 0, Light = 1 }.Photograph(parts: 6, times: 2);
        var images = parts.Select((p, i) => p with { RelativePath = i is 1 or 2 ? $"lot7/{i}.png" : $"{i}/x.png" }).ToArray();

        var groups = Group(images, new() { PathPattern = "^(?<lot>lot7)/" });

        groups.Entries.Take(4).Select(e => e.Group).Distinct().ShouldHaveSingleItem();
        groups.Entries.Select(e => e.Group).Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public void A_groups_name_follows_from_its_contents()
    {
        PreparedImage[] images = [Image("A/2.png", "bbbbbbbbbbbbbbbb"), Image("A/1.png", "aaaaaaaaaaaaaaaa")];
        var options = PathsOnly with { PathPattern = "^(?<group>A)" };

        Group(images, options).Entries.ShouldAllBe(e => e.Group == "aaaaaaaaaaaa");
        Group([images[1], images[0]], options).Entries.ShouldAllBe(e => e.Group == "aaaaaaaaaaaa");
    }

    [Theory]
    [InlineData("(", "is no regular expression")]
    [InlineData("^([^/]+)/", "names no group")]
    public void A_pattern_that_cannot_work_is_refused(string pattern, string fault)
    {
        var error = Should.Throw<OptionsException>(() => Group([], new() { PathPattern = pattern })).Errors.ShouldHaveSingleItem();

        error.Path.ShouldBe("$.pathPattern");
        error.Message.ShouldStartWith(fault);
    }

    [Fact]
    public void A_pattern_that_takes_too_long_is_named_with_the_file()
    {
        // It ends as the pattern asks, which would be looked for first.
        var path = new string('a', 60) + ".png!";

        var error = Should.Throw<OptionsException>(
            () => Group([Image(path, "00000000000a")], PathsOnly with { PathPattern = @"^(?<serial>(\w+\s?)+)!$" })).Errors.ShouldHaveSingleItem();

        error.Path.ShouldBe("$.pathPattern");
        error.Message.ShouldStartWith($@"^(?<serial>(\w+\s?)+)!$ takes more than a second on the file {path}");
    }

    private static ImageGroups Group(IReadOnlyList<PreparedImage> images, GroupingOptions options) =>
        ImageGrouping.Group(images, options, CancellationToken.None);

    private static PreparedImage Image(string path, string hash) => new(path, hash, [], new float[48 * 48], 100, 100, default);
}
