using InspectFlow.Ingest;
using InspectFlow.Jobs.Choosing;
using InspectFlow.Tests.Ingest;
using InspectFlow.Tests.TestDoubles;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Choosing;

public sealed class SmallerImagesTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(ColorMode.Gray)]
    [InlineData(ColorMode.Rgb)]
    public async Task A_large_image_made_smaller_is_the_one_that_was_prepared_small(ColorMode color)
    {
        var random = new KeyedRandom(3);
        var values = new byte[64 * 128 * 3];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (byte)random.NextInt(256);
        }

        using var picture = Mat.FromPixelData(64, 128, MatType.CV_8UC3, values);
        Write(picture);
        var (large, small) = (await Load(128, 96, color), await Load(32, 32, color));

        var made = new SmallerImages(large.Preprocessing, small).Of(large.Images[0]);

        // Rounded once more on the way.
        var expected = small.Images[0];
        made.Content.ShouldBe(expected.Content);
        made.Pixels.Zip(expected.Pixels, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo(1);
        expected.Pixels.ShouldNotBeSameAs(made.Pixels);
    }

    [Fact]
    public async Task What_is_painted_on_the_large_one_shows_on_the_small_one_and_padding_stays()
    {
        using var picture = new Mat(64, 128, MatType.CV_8UC1, Scalar.All(100));
        Write(picture);
        var (large, small) = (await Load(128, 96, ColorMode.Gray), await Load(32, 32, ColorMode.Gray));
        var painted = large.Images[0] with { Pixels = [.. large.Images[0].Pixels] };
        var content = painted.Content;
        for (var y = content.Y; y < content.Y + 8; y++)
        {
            painted.Pixels.AsSpan((y * 128) + content.X, 8).Fill(220);
        }

        var made = new SmallerImages(large.Preprocessing, small).Of(painted);

        var changed = Enumerable.Range(0, made.Pixels.Length).Where(i => made.Pixels[i] != small.Images[0].Pixels[i]).ToList();
        changed.ShouldBe([.. from y in Enumerable.Range(made.Content.Y, 2) from x in Enumerable.Range(made.Content.X, 2) select (y * 32) + x]);
        changed.ShouldAllBe(i => made.Pixels[i] == 220);
    }

    private void Write(Mat picture)
    {
        File.WriteAllBytes(folder.File("a.png"), TestImages.Encode(picture, ".png"));
        File.SetLastWriteTimeUtc(folder.File("a.png"), DateTime.UnixEpoch);
    }

    private Task<PreparedImageSet> Load(int width, int height, ColorMode color)
    {
        var files = new FolderSource(new FolderSourceOptions { Folder = folder.Path }, TimeProvider.System).List(_ => { }, CancellationToken.None);
        return PreparedImageSet.LoadAsync(
            files, new BatchOptions(), new DecodingOptions(), new PreprocessingOptions { Width = width, Height = height, Color = color, Fit = FitMode.Pad },
            1, 0, TimeProvider.System, CancellationToken.None);
    }
}
