using InspectFlow.Model;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model.Features.Learning;

public sealed class ViewSamplerTests
{
    [Fact]
    public void An_exact_view_is_a_piece_of_a_picture()
    {
        var pictures = ToyParts.Pictures(3);
        var sampler = new ViewSampler(pictures, ToyParts.Training(1) with { ExactShare = 1 }, 32, 32);

        var (view, picture) = sampler.Draw(new KeyedRandom(4));

        (view.Channels, view.Height, view.Width).ShouldBe((3, 32, 32));
        Places(pictures).Where(p => p.Picture == picture).ShouldContain(p => Matches(pictures, p, view));
    }

    [Fact]
    public void A_view_as_large_as_the_pictures_is_a_whole_one()
    {
        var sampler = new ViewSampler(ToyParts.Pictures(), ToyParts.Training(1) with { ExactShare = 1 }, 64, 96);

        var views = Enumerable.Range(0, 30).Select(i => sampler.Draw(new KeyedRandom(1, i)).View).ToList();
        var wholes = Enumerable.Range(0, 12).Select(i => Picture.FromPixels(ToyParts.Pictures().Plane(i, 0), 1, 64, 96)).ToList();
        views.ShouldAllBe(v => wholes.Any(w => w.Values.SequenceEqual(v.Values)));
    }

    [Fact]
    public void Changed_views_keep_the_brightness_of_their_pictures_and_stay_near_them()
    {
        var pictures = ToyParts.Pictures();
        var sampler = new ViewSampler(pictures, ToyParts.Training(1) with { ExactShare = 0, Orientations = true }, 32, 32);

        var views = Enumerable.Range(0, 200).Select(i => sampler.Draw(new KeyedRandom(2, i))).ToList();

        views.Average(v => v.View.Values.Average() - pictures.Exposure(v.Picture, 0).Mean).ShouldBe(0, 0.03);
        views.ShouldAllBe(v => v.View.Values.All(x => x >= 0 && x <= 1));
    }

    [Fact]
    public void Pictures_know_their_exposure_and_levels()
    {
        byte[] bars = [.. Enumerable.Range(0, 32 * 32).Select(i => (byte)(i % 4 < 2 ? 0 : 255))];
        var bare = new byte[32 * 32];
        var pictures = new LearningPictures([bars, bare], 1, 32, 32);

        pictures.Exposure(0, 0).Mean.ShouldBe(0.5, 1e-9);
        pictures.Exposure(0, 0).Deviation.ShouldBe(0.5, 1e-9);
        pictures.Exposure(1, 0).ShouldBe((0, 0.125));
        pictures.LeastDeviations[0].ShouldBe(0.125, 1e-9);
        pictures.HaveTwoLevels.ShouldBeTrue();
        new LearningPictures([bare, bare], 1, 32, 32).HaveTwoLevels.ShouldBeFalse();
        ToyParts.Pictures().HaveTwoLevels.ShouldBeFalse();
    }

    private static IEnumerable<(int Picture, int Top, int Left)> Places(LearningPictures pictures) =>
        from picture in Enumerable.Range(0, pictures.Count)
        from top in Enumerable.Range(0, pictures.Height - 32 + 1)
        from left in Enumerable.Range(0, pictures.Width - 32 + 1)
        select (picture, top, left);

    private static bool Matches(LearningPictures pictures, (int Picture, int Top, int Left) place, Picture view)
    {
        for (var c = 0; c < view.Channels; c++)
        {
            for (var y = 0; y < view.Height; y++)
            {
                var row = pictures.Plane(place.Picture, c).Slice(((place.Top + y) * pictures.Width) + place.Left, view.Width);
                for (var x = 0; x < row.Length; x++)
                {
                    if (view.Row(c, y)[x] != row[x] / 255f)
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }
}
