using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class BoundedExtremesTests
{
    [Fact]
    public void They_equal_the_ends_of_a_full_sort() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(-20, 20).ListOf().Select(keys => keys.ToArray()).ToArbitrary(),
        Gen.Choose(0, 12).ToArbitrary(),
        (keys, capacity) =>
        {
            var items = keys.Select((key, i) => new Extreme<int>(key, i.ToString("D4", CultureInfo.InvariantCulture), i)).ToArray();
            var extremes = new BoundedExtremes<int>(capacity);
            foreach (var item in items)
            {
                extremes.Add(item.Key, item.Identity, item.Item);
            }

            var largest = items.OrderByDescending(i => i.Key).ThenBy(i => i.Identity, StringComparer.Ordinal).Take(capacity);
            var smallest = items.OrderBy(i => i.Key).ThenBy(i => i.Identity, StringComparer.Ordinal).Take(capacity);
            return extremes.Largest.SequenceEqual(largest) && extremes.Smallest.SequenceEqual(smallest);
        }));

    [Fact]
    public void The_order_of_arrival_does_not_matter()
    {
        var items = Enumerable.Range(0, 200).ToArray();
        var first = Fill(items);
        new KeyedRandom(1).Shuffle<int>(items);
        var second = Fill(items);
        second.Largest.ShouldBe(first.Largest);
        second.Smallest.ShouldBe(first.Smallest);

        static BoundedExtremes<int> Fill(int[] items)
        {
            var extremes = new BoundedExtremes<int>(9);
            foreach (var item in items)
            {
                extremes.Add(item % 7, $"id{item}", item);
            }

            return extremes;
        }
    }

    [Fact]
    public void An_item_that_comes_again_counts_once_and_NaN_not_at_all()
    {
        var extremes = new BoundedExtremes<string>(3);
        extremes.Add(1, "a", "a").ShouldBeTrue();
        extremes.Add(1, "a", "a again");
        extremes.Add(double.NaN, "b", "b").ShouldBeFalse();
        extremes.Add(double.PositiveInfinity, "c", "c").ShouldBeTrue();
        extremes.Largest.Select(e => e.Item).ShouldBe(["c", "a"]);
    }

    [Fact]
    public void A_sample_follows_from_the_identities_and_not_from_their_order()
    {
        var identities = Enumerable.Range(0, 1000).Select(i => $"content {i}").ToArray();
        var forward = Sample(identities, 3);
        var backward = Sample(identities.Reverse(), 3);
        backward.ShouldBe(forward);
        forward.Count.ShouldBe(50);
        forward.Distinct(StringComparer.Ordinal).Count().ShouldBe(50);
        Sample(identities, 4).ShouldNotBe(forward);
    }

    [Fact]
    public void Every_item_is_as_likely_to_be_sampled()
    {
        var chosen = new int[20];
        for (var seed = 0; seed < 4000; seed++)
        {
            foreach (var item in Sample(Enumerable.Range(0, 20).Select(i => $"{i}"), seed, 5))
            {
                chosen[int.Parse(item, CultureInfo.InvariantCulture)]++;
            }
        }

        chosen.ShouldAllBe(count => Math.Abs(count - 1000) < 5 * Math.Sqrt(750));
    }

    private static IReadOnlyList<string> Sample(IEnumerable<string> identities, long seed, int capacity = 50)
    {
        var sample = new ContentSample<string>(capacity, seed);
        foreach (var identity in identities)
        {
            sample.Add(identity, identity);
        }

        return sample.Items;
    }
}
