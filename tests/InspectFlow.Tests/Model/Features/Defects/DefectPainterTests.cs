using InspectFlow.Model;
using InspectFlow.Model.Defects;
using NSubstitute;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model.Features.Defects;

public sealed class DefectPainterTests
{
    public static TheoryData<string, int> Families
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var family in DefectFamilies.Training.Concat(DefectFamilies.HeldOut))
            {
                data.Add(family.Name, 1);
                data.Add(family.Name, 3);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_family_changes_the_picture_where_its_mask_says_and_nothing_else(string name, int channels)
    {
        var painter = new DefectPainter([Family(name)]);
        double inside = 0, all = 0;
        for (var i = 0; i < 12; i++)
        {
            var (picture, other) = (DefectPictures.Of(i, channels), DefectPictures.Of(100 + i, channels));
            var (before, otherBefore) = (picture.Clone(), other.Clone());

            var painted = painter.Paint(picture, other, new KeyedRandom(7, i));

            picture.Values.ShouldBe(before.Values);
            other.Values.ShouldBe(otherBefore.Values);
            painted.Picture.Values.ShouldAllBe(v => v >= 0 && v <= 1);
            painted.Mask.Values.ShouldAllBe(v => v == 0 || v == 1);
            painted.Mask.Values.ShouldContain(1);
            var near = Neighbourhood.Largest(Neighbourhood.Largest(painted.Mask));
            for (var j = 0; j < before.Values.Length; j++)
            {
                var change = Math.Abs(painted.Picture.Values[j] - before.Values[j]);
                all += change;
                inside += change * near.Values[j % before.Area];
            }
        }

        all.ShouldBeGreaterThan(0);
        (inside / all).ShouldBeGreaterThan(0.7);
    }

    [Fact]
    public void Equal_draws_give_equal_paintings_and_others_do_not()
    {
        var painter = new DefectPainter(DefectFamilies.Training);
        float[] Painted(long seed) => painter.Paint(DefectPictures.Of(1), DefectPictures.Of(2), new KeyedRandom(seed)).Picture.Values;

        Painted(5).ShouldBe(Painted(5));
        Painted(5).ShouldNotBe(Painted(6));
    }

    [Fact]
    public void Pictures_of_two_levels_stay_so_and_a_pixel_flips_all_the_same()
    {
        var painter = new DefectPainter(DefectFamilies.Training, twoLevels: true);
        var painted = Enumerable.Range(0, 40)
            .Select(i => painter.Paint(DefectPictures.Bars(), DefectPictures.Bars(), new KeyedRandom(3, i)))
            .ToList();

        painted.ShouldAllBe(p => p.Picture.Values.All(v => v == 0 || v == 1));
        painted.Count(p => p.Mask.Values.Contains(1)).ShouldBeGreaterThan(35);
    }

    [Fact]
    public void A_painting_that_changes_nothing_is_drawn_again()
    {
        var calls = 0;
        var family = Substitute.For<IDefect>();
        family.When(f => f.Paint(Arg.Any<Picture>(), Arg.Any<Picture>(), Arg.Any<Picture>(), Arg.Any<KeyedRandom>())).Do(call =>
        {
            calls++;
            call.ArgAt<Picture>(2).Values[0] = 1;
            if (calls > 3)
            {
                call.ArgAt<Picture>(0).Values[0] += 0.5f;
            }
        });

        var painted = new DefectPainter([family]).Paint(new Picture(1, 8, 8), new Picture(1, 8, 8), new KeyedRandom(1));

        calls.ShouldBeGreaterThan(3);
        painted.Mask.Values.Sum().ShouldBe(1);
    }

    [Fact]
    public void When_nothing_ever_changes_the_mask_is_empty()
    {
        var painted = new DefectPainter([Substitute.For<IDefect>()]).Paint(
            DefectPictures.Of(1), DefectPictures.Of(2), new KeyedRandom(1));

        painted.Mask.Values.ShouldAllBe(v => v == 0);
        painted.Picture.Values.ShouldBe(DefectPictures.Of(1).Values);
    }

    [Fact]
    public void No_family_is_both_learned_from_and_held_out()
    {
        DefectFamilies.Training.Concat(DefectFamilies.HeldOut).Select(f => f.Name).ShouldBeUnique();
        DefectFamilies.Training.Concat(DefectFamilies.HeldOut).Select(f => f.GetType()).ShouldBeUnique();
    }

    [Fact]
    public void Pictures_are_of_two_levels_when_nearly_all_pixels_are_black_or_white_and_both_occur()
    {
        ReadOnlyMemory<byte> Pixels(int black, int white, int gray) =>
            (byte[])[.. Enumerable.Repeat((byte)3, black), .. Enumerable.Repeat((byte)250, white), .. Enumerable.Repeat((byte)128, gray)];
        bool AreTwo(params ReadOnlyMemory<byte>[] pictures) => PictureLevels.AreTwo(pictures);

        AreTwo(Pixels(500, 490, 10)).ShouldBeTrue();
        AreTwo(Pixels(500, 470, 30)).ShouldBeFalse();
        AreTwo(Pixels(1000, 0, 0)).ShouldBeFalse();
        AreTwo(Pixels(988, 2, 10)).ShouldBeFalse("more of it is gray than white");
        AreTwo().ShouldBeFalse();

        // The first line of boards that this was for has one without any copper.
        AreTwo(Pixels(500, 490, 10), Pixels(0, 1000, 0)).ShouldBeTrue();
        AreTwo([.. Enumerable.Repeat(Pixels(500, 500, 0), 99), Pixels(0, 0, 1000)]).ShouldBeTrue();
    }

    private static IDefect Family(string name) => DefectFamilies.Training.Concat(DefectFamilies.HeldOut).Single(f => f.Name == name);
}
