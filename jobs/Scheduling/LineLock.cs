using System.Globalization;
using InspectFlow.Jobs.Definitions;

namespace InspectFlow.Jobs.Scheduling;

/// <summary>
/// The right to work on a line, held by one process at a time through a lock on a file beside the database. The operating system lets
/// go of it when the process ends, however it ends, so nothing has to be cleaned up after a crash; the file itself stays. The database, and
/// so the lock, belongs on a local disk: network file systems need not honour locks.
/// </summary>
public sealed class LineLock : IDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    private readonly FileStream stream;
    private readonly string holderFile;

    private LineLock(FileStream stream, string holderFile)
    {
        this.stream = stream;
        this.holderFile = holderFile;
    }

    /// <summary>Gives the lock file of a line: DATABASE.LINE.lock.</summary>
    /// <param name="line">The line, with an absolute database path.</param>
    /// <returns>The absolute path.</returns>
    public static string PathOf(LineDefinition line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return $"{line.Database}.{line.Name}.lock";
    }

    /// <summary>Takes the line at once.</summary>
    /// <param name="line">The line.</param>
    /// <param name="purpose">What for, told to whoever finds the line busy, for example <c>scan</c>.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The lock; disposing it frees the line.</returns>
    /// <exception cref="LineBusyException">Somebody else holds the line.</exception>
    public static LineLock Acquire(LineDefinition line, string purpose, TimeProvider time) =>
        TryAcquire(line, purpose, time) ?? throw new LineBusyException(line.Name, PathOf(line), Holder(line));

    /// <summary>Takes the line as soon as it is free.</summary>
    /// <param name="line">The line.</param>
    /// <param name="purpose">What for, told to whoever finds the line busy.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onWaiting">Told once who holds the line, when it is not free at once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The lock; disposing it frees the line.</returns>
    public static async Task<LineLock> WaitAsync(
        LineDefinition line, string purpose, TimeProvider time, Action<string> onWaiting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(onWaiting);
        for (var waiting = false; ; waiting = true)
        {
            if (TryAcquire(line, purpose, time) is { } taken)
            {
                return taken;
            }

            if (!waiting)
            {
                onWaiting(Holder(line));
            }

            await Task.Delay(Retry, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Frees the line.</summary>
    public void Dispose()
    {
        // The note goes first, while the lock still keeps others from writing theirs.
        try
        {
            File.Delete(holderFile);
        }
        finally
        {
            stream.Dispose();
        }
    }

    private static LineLock? TryAcquire(LineDefinition line, string purpose, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var path = PathOf(line);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var opened = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            try
            {
                File.WriteAllText(HolderFile(path), Describe(purpose, time));
            }
            catch
            {
                // Else the line stays held by nobody until the process ends.
                opened.Dispose();
                throw;
            }

            return new(opened, HolderFile(path));
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LineLockException(path, e);
        }
    }

    // The lock file cannot be read while it is locked, so its holder is told in a note beside it.
    private static string HolderFile(string path) => path + ".holder";

    private static string Describe(string purpose, TimeProvider time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{purpose}, process {Environment.ProcessId} on {Environment.MachineName} since {time.GetUtcNow().UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");

    private static string Holder(LineDefinition line)
    {
        try
        {
            return File.ReadAllText(HolderFile(PathOf(line)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }

    // EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsHeld(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
