using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace InspectFlow.Ingest;

/// <summary>Loads files on several threads at once and hands them on in the order in which they were listed.</summary>
internal static class OrderedWorkers
{
    public static async IAsyncEnumerable<LoadedImage> LoadAsync(
        IEnumerable<SourceFile> files, LoaderSettings settings, BatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Tiled pictures are many megabytes each: one a worker and the one handed on. The queue's length is for small ones.
        var workers = options.Workers;
        var capacity = settings.Preprocessing.Tiling is null ? options.QueueCapacity : Math.Min(options.QueueCapacity, workers);

        // OpenCV's own threads would compete with the workers for the same cores.
        OpenCvSharp.Cv2.SetNumThreads(1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = Channel.CreateBounded<(SourceFile File, TaskCompletionSource<LoadedImage> Done)>(capacity);
        var order = Channel.CreateBounded<Task<LoadedImage>>(capacity);

        // Made here: settings that no loader can be made of fail the caller, and not workers that nobody waits for.
        var loaders = Enumerable.Range(0, workers).Select(_ => new ImageLoader(settings)).ToList();
        var running = loaders.Select(loader => Task.Run(() => WorkAsync(loader, work.Reader, stop.Token), CancellationToken.None))
            .Append(Task.Run(() => ListAsync(files, work.Writer, order.Writer, stop.Token), CancellationToken.None))
            .ToArray();
        Task<LoadedImage>? current = null;
        try
        {
            await foreach (var next in order.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                current = next;
                var loaded = await next.WaitAsync(cancellationToken).ConfigureAwait(false);
                current = null;
                yield return loaded;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Discard(current, settings.Buffers);
            while (order.Reader.TryRead(out var left))
            {
                Discard(left, settings.Buffers);
            }
        }
    }

    private static async Task ListAsync(
        IEnumerable<SourceFile> files,
        ChannelWriter<(SourceFile File, TaskCompletionSource<LoadedImage> Done)> work,
        ChannelWriter<Task<LoadedImage>> order,
        CancellationToken cancellationToken)
    {
        Exception? fault = null;
        try
        {
            foreach (var file in files)
            {
                var done = new TaskCompletionSource<LoadedImage>(TaskCreationOptions.RunContinuationsAsynchronously);
                await order.WriteAsync(done.Task, cancellationToken).ConfigureAwait(false);
                await work.WriteAsync((file, done), cancellationToken).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Whatever stops the listing reaches the reader of the batches, after what was listed before.
        catch (Exception e)
#pragma warning restore CA1031
        {
            fault = e;
        }

        work.Complete();
        order.Complete(fault);
    }

    private static async Task WorkAsync(
        ImageLoader loader,
        ChannelReader<(SourceFile File, TaskCompletionSource<LoadedImage> Done)> work,
        CancellationToken cancellationToken)
    {
        using var owned = loader;
        await foreach (var (file, done) in work.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                done.SetResult(loader.Load(file));
            }
#pragma warning disable CA1031 // Whatever stops a worker reaches the reader of the batches, in this file's place.
            catch (Exception e)
#pragma warning restore CA1031
            {
                done.SetException(e);
            }
        }
    }

    private static void Discard(Task<LoadedImage>? task, BufferPool buffers)
    {
        if (task is { IsCompletedSuccessfully: true, Result.Pixels: { } pixels })
        {
            buffers.Return(pixels);
        }
        else
        {
            // Seen, so that it is not reported as unobserved.
            _ = task?.Exception;
        }
    }
}
