using InspectFlow.Model;
using InspectFlow.Model.Defects;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model.Features.Defects;

public sealed class DrawingTests
{
    [Theory]
    [InlineData(0.6)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_blurred_dot_has_the_deviation_asked_for(double sigma)
    {
        var picture = new Picture(1, 61, 61);
        picture.Row(0, 30)[30] = 1;

        var blurred = Blur.Gaussian(picture, sigma);

        double sum = 0, second = 0;
        for (var i = 0; i < blurred.Values.Length; i++)
        {
            sum += blurred.Values[i];
            second += blurred.Values[i] * Math.Pow((i % 61) - 30, 2);
        }

        sum.ShouldBe(1, 1e-5);
        Math.Sqrt(second).ShouldBe(sigma, 0.05 * sigma);
    }

    [Fact]
    public void Blurring_an_even_picture_changes_nothing_up_to_its_border()
    {
        var picture = new Picture(2, 9, 13);
        picture.Values.AsSpan().Fill(0.4f);

        Blur.Gaussian(picture, 8).Values.ShouldAllBe(v => Math.Abs(v - 0.4f) < 1e-5);
    }

    [Theory]
    [InlineData(-1, 5, 1)]
    [InlineData(5, 5, 3)]
    [InlineData(-9, 5, 1)]
    [InlineData(3, 1, 0)]
    public void Indices_are_mirrored_as_often_as_it_takes(int index, int length, int expected) =>
        Blur.Mirror(index, length).ShouldBe(expected);

    [Fact]
    public void A_stroke_covers_its_area()
    {
        var dot = new Picture(1, 40, 40);
        LineMask.Stroke(dot, 20.3, 19.6, 20.3, 19.6, 12);
        dot.Values.Sum().ShouldBe((float)(Math.PI * 36), 2);

        var line = new Picture(1, 40, 100);
        LineMask.Stroke(line, 10, 20, 90, 20, 3);
        line.Row(0, 20)[50].ShouldBe(1);
        Enumerable.Range(0, 40).Sum(y => line.Row(0, y)[50]).ShouldBe(3, 0.01);

        var thin = new Picture(1, 40, 100);
        LineMask.Stroke(thin, 10, 20, 90, 20, 0.5);
        Enumerable.Range(0, 40).Sum(y => thin.Row(0, y)[50]).ShouldBe(0.5f, 0.01);
    }

    [Fact]
    public void Shapes_stay_within_the_share_of_the_picture_asked_for()
    {
        for (var i = 0; i < 60; i++)
        {
            var mask = ShapeMask.Draw(new KeyedRandom(1, i), 100, 100, 0.01, 0.1, ShapeKind.Ellipse, ShapeKind.Polygon);

            mask.Values.ShouldAllBe(v => v >= 0 && v <= 1.0001f);
            mask.Values.Average().ShouldBeLessThan(0.2f);
            mask.Values.Max().ShouldBeGreaterThan(0.2f);
        }
    }

    [Fact]
    public void Smooth_noise_is_centred_and_changes_little_from_pixel_to_pixel()
    {
        var noise = SmoothNoise.Draw(new KeyedRandom(4), 120, 90, 6);

        noise.Values.Average().ShouldBe(0.5f, 0.2);
        for (var y = 0; y < 120; y++)
        {
            for (var x = 1; x < 90; x++)
            {
                Math.Abs(noise.Row(0, y)[x] - noise.Row(0, y)[x - 1]).ShouldBeLessThan(0.15f);
            }
        }
    }

    [Fact]
    public void Values_between_pixels_are_bilinear()
    {
        var picture = new Picture(1, 2, 2);
        new float[] { 0, 1, 2, 5 }.CopyTo(picture.Values, 0);

        Sampling.At(picture, 0, 1, 1).ShouldBe(5);
        Sampling.At(picture, 0, 0.5, 0.5).ShouldBe(2);
        Sampling.At(picture, 0, -0.5, 0).ShouldBe(0.5f);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    public void A_turn_is_undone_by_its_inverse(int turn, int back)
    {
        var picture = DefectPictures.Of(3, channels: 3, height: 20, width: 20);

        var turned = Sampling.Turn(picture, turn);

        turned.Values.ShouldNotBe(picture.Values);
        Sampling.Turn(turned, back).Values.ShouldBe(picture.Values);
    }

    [Fact]
    public void What_rolls_out_on_one_side_comes_in_on_the_other()
    {
        var picture = DefectPictures.Of(3, height: 20, width: 30);

        Sampling.Roll(Sampling.Roll(picture, 7, 11), 13, 19).Values.ShouldBe(picture.Values);
    }

    [Fact]
    public void A_coarser_picture_keeps_its_mean_and_loses_detail()
    {
        var picture = DefectPictures.Of(3, height: 64, width: 64);

        var coarse = Sampling.Coarsen(picture, 4);

        coarse.Values.Average().ShouldBe(picture.Values.Average(), 0.01);
        coarse.Deviation().ShouldBeLessThan(picture.Deviation());
    }
}
