using System.Collections.Concurrent;

namespace InspectFlow.Model;

/// <summary>
/// A thread of one's own for torch. Dispose scopes, gradient mode and OpenMP's worker pools all belong to the thread
/// that calls, so work that hops between pool threads would leave a set of workers behind on each.
/// </summary>
internal sealed class TorchThread : IDisposable
{
    private readonly BlockingCollection<Action> work = new(boundedCapacity: 1);
    private readonly Thread thread;

    public TorchThread(string name)
    {
        thread = new Thread(Run) { IsBackground = true, Name = name };
        thread.Start();
    }

    /// <summary>Starts a function on the thread.</summary>
    /// <returns>Its result, or its exception as it is.</returns>
    public Task<T> Start<T>(Func<T> function)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(() =>
        {
            try
            {
                done.SetResult(function());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    /// <summary>Runs a function on the thread and waits for it; its exceptions come back as they are.</summary>
    public T Invoke<T>(Func<T> function) => Start(function).GetAwaiter().GetResult();

    public void Dispose()
    {
        work.CompleteAdding();
        thread.Join();
        work.Dispose();
    }

    private void Run()
    {
        foreach (var action in work.GetConsumingEnumerable())
        {
            action();
        }
    }
}
