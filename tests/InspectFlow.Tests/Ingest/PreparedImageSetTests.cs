using InspectFlow.Ingest;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest;

public sealed class PreparedImageSetTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Each_content_is_kept_once_and_the_rest_is_told()
    {
        var first = TestImages.Encoded(".png", 50, 40, seed: 1);
        folder.Add("a.png", first);
        folder.Add("b.png", TestImages.Encoded(".png", 50, 40, seed: 2));
        folder.Add("c/again.png", first);
        folder.Add("d.png", "no image"u8.ToArray());

        var set = await Load(scale: 2);

        set.Images.Select(i => i.RelativePath).ShouldBe(["a.png", "b.png"]);
        set.Duplicates.Select(i => i.File.RelativePath).ShouldBe(["c/again.png"]);
        set.Unused.Select(i => (i.File.RelativePath, i.Status)).ShouldBe([("d.png", ItemStatus.Failed)]);
        set.Images.ShouldAllBe(i => i.Width == 50 && i.Height == 40 && i.Pixels.Length == 20 * 20 && i.Fingerprint.Length == 48 * 48);
        set.Scale.ShouldBe(2);
    }

    [Fact]
    public async Task Images_keep_pixels_of_their_own()
    {
        folder.Add("a.png", TestImages.Encoded(".png", seed: 1));
        folder.Add("b.png", TestImages.Encoded(".png", seed: 1, width: 41));
        folder.Add("c.png", TestImages.Encoded(".png", seed: 1));
        folder.Add("d.png", TestImages.Encoded(".png", seed: 3));

        var set = await Load(scale: 1);

        set.Images.Select(i => i.Pixels).Distinct().Count().ShouldBe(3);
        set.Images[0].Pixels.ShouldNotBe(set.Images[2].Pixels);
    }

    private Task<PreparedImageSet> Load(int scale) => PreparedImageSet.LoadAsync(
        new FolderSource(new() { Folder = folder.Path }, new FakeClock(TimeProvider.System.GetUtcNow().AddDays(1))).List(_ => { }, CancellationToken.None),
        new() { Workers = 2 },
        new(),
        new() { Width = 10, Height = 10 },
        scale,
        seed: 1,
        TimeProvider.System,
        CancellationToken.None);
}
