using FsCheck;
using FsCheck.Fluent;
using InspectFlow.Ingest;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest;

public sealed class SplitPlannerTests
{
    [Theory]
    [InlineData(1000, 700, 100, 200)]
    [InlineData(300, 171, 30, 99)]
    [InlineData(248, 124, 25, 99)]
    [InlineData(246, 172, 25, 49)]
    [InlineData(100, 70, 10, 20)]
    [InlineData(10, 7, 1, 2)]
    public void Shares_are_as_documented(int images, int fit, int select, int calibrate)
    {
        var plan = new SplitPlanner(new()).Plan(Images(images, 1));

        (plan.Fit.Count, plan.Select.Count, plan.Calibrate.Count).ShouldBe((fit, select, calibrate));
        new SplitPlanner(new()).CountToCalibrate(images).ShouldBe(calibrate);
    }

    [Fact]
    public void A_group_lies_on_one_side_and_every_image_on_exactly_one() => Prop.ForAll(
        Gen.Choose(1, 12).ListOf().Where(g => g.Count >= 3 && g.Sum() >= SplitPlanner.MinimumImages).ToArbitrary(),
        sizes =>
        {
            var images = sizes.SelectMany((size, group) => Enumerable.Range(0, size).Select(i => Entry(group, i))).ToArray();
            var plan = new SplitPlanner(new() { Seed = sizes.Count }).Plan(images);
            var sides = new[] { plan.Fit, plan.Select, plan.Calibrate };
            var isWhole = sides.SelectMany((side, i) => side.Select(e => (e.Group, i))).Distinct().GroupBy(x => x.Group).All(g => g.Count() == 1);
            return isWhole && sides.All(s => s.Count > 0) && sides.SelectMany(s => s).Order(ByPath).SequenceEqual(images.Order(ByPath));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_and_the_place_of_the_files_do_not_matter()
    {
        var images = Images(200, 3);
        var moved = images.Select(e => e with { RelativePath = "elsewhere/" + e.RelativePath }).Reverse().ToArray();
        var planner = new SplitPlanner(new() { Seed = 11 });

        Hashes(planner.Plan(moved).Calibrate).ShouldBe(Hashes(planner.Plan(images).Calibrate));
        Hashes(planner.Plan(moved).Fit).ShouldBe(Hashes(planner.Plan(images).Fit));
    }

    [Fact]
    public void Another_seed_splits_otherwise()
    {
        var images = Images(300, 1);

        Hashes(new SplitPlanner(new() { Seed = 1 }).Plan(images).Calibrate)
            .ShouldNotBe(Hashes(new SplitPlanner(new() { Seed = 2 }).Plan(images).Calibrate));
    }

    [Fact]
    public void At_least_99_calibrate_where_groups_are_large()
    {
        var plan = new SplitPlanner(new()).Plan(Images(400, 20));

        plan.Calibrate.Count.ShouldBeGreaterThanOrEqualTo(99);
        plan.Fit.Count.ShouldBeGreaterThanOrEqualTo(200);
    }

    [Fact]
    public void Too_few_to_calibrate_high_percentiles_is_told() =>
        new SplitPlanner(new()).Plan(Images(100, 1)).Warnings.ShouldHaveSingleItem()
            .ShouldBe("20 images calibrate, fewer than 99; high percentiles are out of reach until there are more good images");

    [Fact]
    public void Groups_too_large_for_the_shares_are_told() =>
        new SplitPlanner(new() { MinimumCalibrate = 1 }).Plan(Images(90, 30)).Warnings.ShouldHaveSingleItem()
            .ShouldBe("the groups are so large that 30 of 90 images fit and 30 calibrate; more parts would split better");

    [Theory]
    [InlineData(9, 1, "9 good images in 9 groups cannot be split into fit, select and calibrate: at least 10 images are needed; add good images to the source folder")]
    [InlineData(40, 20, "40 good images in 2 groups cannot be split into fit, select and calibrate: at least 3 groups are needed; add pictures of other parts, or correct the path pattern or turn near-duplicates off if these already show different parts")]
    [InlineData(0, 1, "0 good images in 0 groups cannot be split into fit, select and calibrate: at least 10 images are needed; add good images to the source folder")]
    public void What_cannot_be_split_is_refused_with_what_is_needed(int images, int groupSize, string message)
    {
        var error = Should.Throw<SplitException>(() => new SplitPlanner(new()).Plan(Images(images, groupSize)));

        error.Message.ShouldBe(message);
        error.ImageCount.ShouldBe(images);
    }

    private static readonly Comparer<SplitEntry> ByPath = Comparer<SplitEntry>.Create((a, b) => string.CompareOrdinal(a.RelativePath, b.RelativePath));

    private static SplitEntry[] Images(int count, int groupSize) =>
        Enumerable.Range(0, count).Select(i => Entry(i / groupSize, i % groupSize)).ToArray();

    private static SplitEntry Entry(int group, int index) => new($"{group:0000}/{index:0000}.png", $"{group:x8}{index:x8}", $"g{group}");

    private static IEnumerable<string> Hashes(IEnumerable<SplitEntry> entries) => entries.Select(e => e.ContentHash).Order(StringComparer.Ordinal);
}
