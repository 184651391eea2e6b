using System.Collections.Concurrent;

namespace InspectFlow.Model;

/// <summary>
/// Threads of one's own for torch that take work from one queue, whichever is free, each with operations of width 1.
/// Dispose scopes and gradient mode belong to the thread that calls, so work must not hop between pool threads.
/// </summary>
internal sealed class TorchCrew : IDisposable
{
    private readonly BlockingCollection<Action<int>> work = [];
    private readonly Thread[] threads;

    /// <summary>Starts the threads.</summary>
    /// <param name="count">How many.</param>
    /// <param name="name">Their name, for debuggers.</param>
    public TorchCrew(int count, string name)
    {
        threads = new Thread[count];
        for (var i = 0; i < count; i++)
        {
            var number = i;
            threads[i] = new Thread(() => Run(number)) { IsBackground = true, Name = $"{name} {i}" };
            threads[i].Start();
        }
    }

    /// <summary>Gets the number of threads.</summary>
    public int Count => threads.Length;

    /// <summary>Lets the next free thread run a step.</summary>
    /// <param name="step">Takes the thread's number.</param>
    /// <returns>A task that ends with the step; its exception comes back as it is.</returns>
    public Task Start(Action<int> step)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(number =>
        {
            try
            {
                step(number);
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    public void Dispose()
    {
        work.CompleteAdding();
        foreach (var thread in threads)
        {
            thread.Join();
        }

        work.Dispose();
    }

    private void Run(int number)
    {
        ThreadBudget.Apply(1);
        foreach (var step in work.GetConsumingEnumerable())
        {
            step(number);
        }
    }
}
