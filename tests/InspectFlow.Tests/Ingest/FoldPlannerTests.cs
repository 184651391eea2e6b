using FsCheck;
using FsCheck.Fluent;
using InspectFlow.Ingest;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest;

public sealed class FoldPlannerTests
{
    [Fact]
    public void Every_image_is_held_out_once_and_groups_stay_whole() => Prop.ForAll(
        Gen.Choose(1, 9).ListOf().Where(g => g.Count >= 6 && g.Sum() >= 40).ToArbitrary(),
        sizes =>
        {
            var images = sizes.SelectMany((size, group) => Enumerable.Range(0, size).Select(i => Entry(group, i))).ToArray();
            var plan = new FoldPlanner(3 + (sizes.Count % 4), new() { Seed = sizes.Sum() }).Plan(images);
            return plan.Folds.SelectMany(f => f.Calibrate).Order(ByPath).SequenceEqual(images.Order(ByPath)) &&
                plan.Folds.Append(plan.Final).All(f => IsSound(f, images)) &&
                plan.Final.Calibrate.Count == 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Folds_of_single_images_are_of_equal_size()
    {
        var plan = new FoldPlanner(5, new()).Plan([.. Enumerable.Range(0, 52).Select(i => Entry(i, 0))]);

        plan.Folds.Select(f => f.Calibrate.Count).Order().ShouldBe([10, 10, 10, 11, 11]);
        plan.Folds.ShouldAllBe(f => f.Select.Count >= 3 && f.Select.Count <= 5);
        plan.Final.Select.Count.ShouldBe(5);
    }

    [Fact]
    public void The_seed_and_the_contents_choose_and_nothing_else()
    {
        var images = Enumerable.Range(0, 60).Select(i => Entry(i, 0)).ToArray();
        var moved = images.Select(e => e with { RelativePath = "elsewhere/" + e.RelativePath }).Reverse().ToArray();

        Hashes(1, images).ShouldBe(Hashes(1, moved));
        Hashes(1, images).ShouldNotBe(Hashes(2, images));
    }

    [Fact]
    public void Fewer_groups_than_folds_are_refused_with_the_remedy()
    {
        var images = Enumerable.Range(0, 40).Select(i => Entry(i % 4, i)).ToArray();

        new FoldPlanner(4, new()).Plan(images).Folds.Count.ShouldBe(4);
        Should.Throw<SplitException>(() => new FoldPlanner(5, new()).Plan(images)).Message.ShouldContain("take fewer folds");
    }

    [Fact]
    public void A_group_that_leaves_too_few_others_is_named_as_what_it_is()
    {
        var images = Enumerable.Range(0, 20).Select(i => Entry(i < 11 ? 0 : i, i)).ToArray();

        var message = Should.Throw<SplitException>(() => new FoldPlanner(3, new()).Plan(images)).Message;

        message.ShouldStartWith("20 good images in 10 groups");
        message.ShouldContain("a group of 11 images stays together, as of one part: see $.goodImages.grouping");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(21)]
    public void A_number_of_folds_out_of_range_is_refused(int folds) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new FoldPlanner(folds, new()));

    private static readonly IComparer<SplitEntry> ByPath = Comparer<SplitEntry>.Create((a, b) => string.CompareOrdinal(a.RelativePath, b.RelativePath));

    private static SplitEntry Entry(int group, int index) => new(
        $"{group}/{index}.png",
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes((group * 1000) + index))),
        $"g{group}");

    private static bool IsSound(SplitManifest split, SplitEntry[] images)
    {
        var sides = new[] { split.Fit, split.Select, split.Calibrate };
        return split.Fit.Count > 0 && split.Select.Count > 0 &&
            sides.SelectMany(s => s).Order(ByPath).SequenceEqual(images.Order(ByPath)) &&
            sides.SelectMany((s, i) => s.Select(e => (e.Group, i))).Distinct().GroupBy(x => x.Group, StringComparer.Ordinal).All(g => g.Count() == 1);
    }

    private static string[][] Hashes(long seed, SplitEntry[] images) =>
        [.. new FoldPlanner(4, new() { Seed = seed }).Plan(images).Folds.Select(f => f.Calibrate.Select(e => e.ContentHash).Order(StringComparer.Ordinal).ToArray())];
}
