using Dapper;
using Microsoft.Data.Sqlite;

namespace InspectFlow.Reporting.Storage;

/// <summary>
/// One SQLite file in WAL mode: a single writing connection behind a lock, and pooled connections for reading, which
/// see what is committed and hold up no writer.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly Lock gate = new();
    private readonly SqliteConnection writer;
    private readonly string readerString;
    private readonly int busyMilliseconds;

    private SqliteDatabase(string path, StorageOptions options)
    {
        DapperTypes.Register();
        Path = path;
        busyMilliseconds = (int)Math.Max(1000, options.BusyTimeout.TotalMilliseconds);
        var builder = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            DefaultTimeout = busyMilliseconds / 1000,
            Pooling = false,
            Mode = SqliteOpenMode.ReadWriteCreate,
        };
        writer = new SqliteConnection(builder.ToString());
        builder.Pooling = true;
        builder.Mode = SqliteOpenMode.ReadWrite;
        readerString = builder.ToString();
    }

    public string Path { get; }

    public static SqliteDatabase Open(string path, TimeProvider time, StorageOptions options)
    {
        var database = new SqliteDatabase(path, options);
        try
        {
            database.Guard(() => database.Prepare(time));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public T Read<T>(Func<StoreSession, T> query) => Guard(() =>
    {
        using var connection = OpenReader();
        return query(new StoreSession(connection, null));
    });

    /// <summary>Runs <paramref name="change"/> in one transaction that holds the write lock from its start.</summary>
    public T Write<T>(Func<StoreSession, T> change)
    {
        lock (gate)
        {
            return Guard(() =>
            {
                using var transaction = writer.BeginTransaction(deferred: false);
                var result = change(new StoreSession(writer, transaction));
                transaction.Commit();
                return result;
            });
        }
    }

    /// <summary>Reads row by row on a connection of its own, however many rows there are.</summary>
    public IEnumerable<T> Stream<T>(string sql, object arguments)
    {
        using var connection = Guard(OpenReader);
        using var rows = Guard(() => connection.Query<T>(sql, arguments, buffered: false).GetEnumerator());
        while (Guard(rows.MoveNext))
        {
            yield return rows.Current;
        }
    }

    public void Dispose()
    {
        writer.Dispose();
        using var pool = new SqliteConnection(readerString);
        SqliteConnection.ClearPool(pool);
    }

    private bool Prepare(TimeProvider time)
    {
        writer.Open();
        writer.Execute($"PRAGMA busy_timeout = {busyMilliseconds}");
        Migrator.Migrate(writer, Path, time);
        writer.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
        return true;
    }

    private SqliteConnection OpenReader()
    {
        var connection = new SqliteConnection(readerString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException e)
        {
            throw StorageException.From(Path, e);
        }
    }
}
