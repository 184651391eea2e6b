using InspectFlow.Ingest;
using InspectFlow.Tests.Bindings;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Ingest;

/// <summary>Runs by itself, because one of its tests counts the matrices of the whole process.</summary>
[Collection(nameof(Alone))]
public sealed class BatchPipelineTests : IDisposable
{
    private static readonly PreprocessingOptions Small = new() { Width = 8, Height = 8 };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 2)]
    [InlineData(8, 64)]
    public async Task Order_is_kept_however_many_workers_there_are(int workers, int capacity)
    {
        var files = Enumerable.Range(0, 50)
            .Select(i => Add($"{i:00}.png", TestImages.Encoded(".png", 8 + (i % 7 * 40), 8, seed: i))).ToArray();

        var batches = await Run(files, new() { BatchSize = 7, Workers = workers, QueueCapacity = capacity });

        batches.SelectMany(b => b.Items).Select(i => i.File).ShouldBe(files);
        batches.Select(b => b.RowCount).ShouldBe([7, 7, 7, 7, 7, 7, 7, 1]);
        batches.ShouldAllBe(b => b.Items.Select(i => i.Row).SequenceEqual(Enumerable.Range(0, b.RowCount)));
    }

    [Fact]
    public async Task Every_row_holds_its_own_image_and_the_rest_is_zero()
    {
        var files = Enumerable.Range(0, 5).Select(i => Add($"{i}.png", TestImages.Encoded(".png", 20, 20, seed: i))).ToArray();
        using var preprocessor = new Preprocessor(Small);

        var batch = (await Run(files, new() { BatchSize = 8 })).ShouldHaveSingleItem();

        batch.RowBytes.ShouldBe(64);
        foreach (var item in batch.Items)
        {
            using var picture = new ImageDecoder(new()).Decode(await File.ReadAllBytesAsync(item.File.Path), "x");
            var expected = new byte[64];
            preprocessor.Prepare(picture, expected);
            batch.Pixels.AsSpan(item.Row * 64, 64).ToArray().ShouldBe(expected);
            (item.Width, item.Height, item.Status, item.Reason).ShouldBe((20, 20, ItemStatus.Ready, null));
        }

        batch.Pixels.Skip(5 * 64).ShouldAllBe(v => v == 0);
    }

    [Fact]
    public async Task A_bad_file_becomes_an_item_and_the_others_go_on()
    {
        var vanished = Add("4.png", TestImages.Encoded(".png"));
        File.Delete(vanished.Path);
        Directory.CreateDirectory(Path.Combine(folder.Path, "5.png"));
        SourceFile[] files =
        [
            Add("1.png", TestImages.Encoded(".png")),
            Add("2.png", "no image"u8.ToArray()),
            Add("3.png", []),
            vanished,
            new(Path.Combine(folder.Path, "5.png"), "5.png", 10, DateTimeOffset.UnixEpoch, IsSettled: true),
            Add("6.png", TestImages.Encoded(".png", 30, 20)),
        ];

        var batch = (await Run(files, new(), Small with { Region = new() { Width = 35, Height = 25 } })).ShouldHaveSingleItem();

        batch.Items.Select(i => (i.Status, i.Row, i.Reason)).ShouldBe(
        [
            (ItemStatus.Ready, 0, null),
            (ItemStatus.Failed, -1, "the file is not a PNG, JPEG, BMP or TIFF image"),
            (ItemStatus.Failed, -1, "the file is empty"),
            (ItemStatus.Failed, -1, "the file has gone since it was listed"),
            (ItemStatus.Failed, -1, "this is a folder, not a file"),
            (ItemStatus.Failed, -1, "the region of interest, 35×25 at (0, 0), reaches beyond the picture's 30×20 pixels; correct the line's region or the camera's format"),
        ]);
        batch.Items.Select(i => i.ContentHash is not null).ShouldBe([true, true, false, false, false, true]);
    }

    [SkippableFact]
    public async Task A_file_that_this_user_may_not_read_fails_with_the_remedy()
    {
        Skip.If(Environment.IsPrivilegedProcess, "a privileged user reads every file");
        var file = Add("a.png", TestImages.Encoded(".png"));
        File.SetUnixFileMode(file.Path, UnixFileMode.None);

        (await Run([file])).Single().Items.Single().Reason.ShouldBe("this user may not read the file; change its permissions");
    }

    [Fact]
    public async Task A_file_over_the_size_limit_is_not_read()
    {
        var file = Add("a.png", new byte[2000]);
        var pipeline = new BatchPipeline(new(), new() { MaxFileBytes = 1999 }, Small, TimeProvider.System);

        (await Collect(pipeline.RunAsync([file]))).Single().Items.Single().Reason
            .ShouldBe("the file has 2000 bytes, more than the limit of 1999; raise maxFileBytes if that is right");
        pipeline.Timings.BytesRead.ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_is_still_being_written_waits_for_the_next_run()
    {
        var good = TestImages.Encoded(".png");
        var fresh = Add("1.png", good) with { IsSettled = false };
        var grown = Add("2.png", good) with { Size = good.Length - 1 };
        var touched = Add("3.png", good);
        touched = touched with { Modified = touched.Modified.AddSeconds(-1) };

        var items = (await Run([fresh, grown, touched])).Single().Items;

        items.ShouldAllBe(i => i.Status == ItemStatus.Waiting && i.Reason == "the file is still being written" && i.ContentHash == null);
    }

    [Fact]
    public async Task Known_content_is_hashed_but_not_decoded()
    {
        var first = Add("1.png", TestImages.Encoded(".png", seed: 1));
        var second = Add("2.png", TestImages.Encoded(".png", seed: 2));
        var pipeline = new BatchPipeline(new(), new(), Small, TimeProvider.System);
        var hash = (await Collect(pipeline.RunAsync([first]))).Single().Items.Single().ContentHash;

        var items = (await Collect(pipeline.RunAsync([first, second], h => h == hash))).Single().Items;

        hash!.ShouldMatch("^[0-9a-f]{64}$");
        items.Select(i => (i.Status, i.Row)).ShouldBe([(ItemStatus.Known, -1), (ItemStatus.Ready, 0)]);
        items[0].ContentHash.ShouldBe(hash);
        pipeline.Timings.ImagesPrepared.ShouldBe(2);
    }

    [Fact]
    public async Task Files_without_rows_are_reported_in_pieces()
    {
        var file = Add("a.png", []);

        var batches = await Run(Enumerable.Repeat(file, 25), new() { MaxItems = 10 });

        batches.Select(b => (b.Items.Count, b.RowCount)).ShouldBe([(10, 0), (10, 0), (5, 0)]);
    }

    [Fact]
    public async Task No_files_give_no_batch() => (await Run([])).ShouldBeEmpty();

    [Fact]
    public async Task A_source_that_fails_ends_the_run_after_what_it_listed()
    {
        var file = Add("a.png", TestImages.Encoded(".png"));
        IEnumerable<SourceFile> Failing()
        {
            yield return file;
            throw new SourceException("/line", "the share is gone");
        }

        var pipeline = new BatchPipeline(new() { BatchSize = 1 }, new(), Small, TimeProvider.System);
        await using var batches = pipeline.RunAsync(Failing()).GetAsyncEnumerator();

        (await batches.MoveNextAsync()).ShouldBeTrue();
        (await Should.ThrowAsync<SourceException>(async () => await batches.MoveNextAsync())).Path.ShouldBe("/line");
    }

    [Fact]
    public async Task A_fault_of_the_caller_reaches_the_caller()
    {
        var pipeline = new BatchPipeline(new(), new(), Small, TimeProvider.System);
        var files = new[] { Add("a.png", TestImages.Encoded(".png")) };

        await Should.ThrowAsync<InvalidOperationException>(() => Collect(pipeline.RunAsync(files, _ => throw new InvalidOperationException("no database"))));
        await Should.ThrowAsync<ArgumentException>(
            () => Collect(new BatchPipeline(new(), new(), Small with { FlatField = new() }, TimeProvider.System).RunAsync(files)), "no field was measured");
    }

    [Fact]
    public async Task Cancelling_ends_the_run()
    {
        var file = Add("a.png", TestImages.Encoded(".png"));
        using var stop = new CancellationTokenSource();
        var listed = 0;
        IEnumerable<SourceFile> Endless()
        {
            while (true)
            {
                listed++;
                yield return file;
            }
        }

        var pipeline = new BatchPipeline(new() { BatchSize = 4, QueueCapacity = 8, Workers = 2 }, new(), Small, TimeProvider.System);
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var batch in pipeline.RunAsync(Endless(), cancellationToken: stop.Token))
            {
                batch.Dispose();
                await stop.CancelAsync();
            }
        });
        var atEnd = listed;
        await Task.Yield();
        listed.ShouldBe(atEnd);
    }

    [Fact]
    public async Task A_slow_reader_holds_the_listing_back()
    {
        var file = Add("a.png", TestImages.Encoded(".png"));
        var listed = 0;
        IEnumerable<SourceFile> Endless()
        {
            while (true)
            {
                Interlocked.Increment(ref listed);
                yield return file;
            }
        }

        var pipeline = new BatchPipeline(new() { BatchSize = 2, QueueCapacity = 4, Workers = 2 }, new(), Small, TimeProvider.System);
        var batches = pipeline.RunAsync(Endless()).GetAsyncEnumerator();
        (await batches.MoveNextAsync()).ShouldBeTrue();
        await Task.Delay(200);

        // Two in the batch, four in the queue, one in the lister's hand, and one between queue and reader.
        Volatile.Read(ref listed).ShouldBeLessThanOrEqualTo(9);
        await batches.DisposeAsync();
    }

    [Fact]
    public async Task Every_stage_s_time_and_work_are_told()
    {
        var pipeline = new BatchPipeline(new() { Workers = 1 }, new(), Small, TimeProvider.System);
        var file = Add("a.png", TestImages.Encoded(".png"));
        await Collect(pipeline.RunAsync(Enumerable.Repeat(file, 10)));

        var timings = pipeline.Timings;
        timings.ImagesPrepared.ShouldBe(10);
        timings.BytesRead.ShouldBe(10 * file.Size);
        new[] { timings.Read, timings.Decode, timings.Prepare }.ShouldAllBe(t => t > TimeSpan.Zero);
    }

    [Fact]
    public void A_batch_too_large_for_memory_is_refused() =>
        Should.Throw<OptionsException>(() => new BatchPipeline(new() { BatchSize = 4096 }, new(), new() { Width = 1024, Height = 1024 }, TimeProvider.System))
            .Errors.ShouldHaveSingleItem().Path.ShouldBe("$.batchSize");

    [SkippableFact]
    public async Task Native_memory_does_not_grow_with_the_number_of_batches()
    {
        Skip.IfNot(LiveMats.CanCount, "the published package does not count its matrices");
        SourceFile[] kinds =
        [
            Add("1.png", TestImages.Encoded(".png")),
            Add("2.jpg", TestImages.Encoded(".jpg")),
            Add("3.png", "no image"u8.ToArray()),
            Add("4.jpg", TestImages.Encoded(".jpg")[..200]),
        ];
        var files = Enumerable.Range(0, 1000).Select(i => kinds[i % kinds.Length]);
        var live = new List<int>();
        var pipeline = new BatchPipeline(new() { BatchSize = 2, Workers = 2, QueueCapacity = 4 }, new(), Small, TimeProvider.System);
        await foreach (var batch in pipeline.RunAsync(files))
        {
            batch.Dispose();
            if (live.Count is 20 or 200)
            {
                // Lets the workers fill the queue and stand still, so that no picture is half done.
                await Task.Delay(300);
            }

            live.Add(live.Count is 20 or 200 ? LiveMats.Count : 0);
        }

        live[200].ShouldBe(live[20]);
    }

    private static async Task<List<PreparedBatch>> Collect(IAsyncEnumerable<PreparedBatch> batches)
    {
        var all = new List<PreparedBatch>();
        await foreach (var batch in batches)
        {
            all.Add(batch);
        }

        return all;
    }

    private static Task<List<PreparedBatch>> Run(IEnumerable<SourceFile> files, BatchOptions? batching = null, PreprocessingOptions? preprocessing = null) =>
        Collect(new BatchPipeline(batching ?? new(), new(), preprocessing ?? Small, TimeProvider.System).RunAsync(files));

    private SourceFile Add(string name, byte[] bytes) => TestImages.Describe(folder.Add(name, bytes));
}
