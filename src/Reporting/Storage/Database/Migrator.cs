using Dapper;
using Microsoft.Data.Sqlite;

namespace InspectFlow.Reporting.Storage;

/// <summary>Brings a database to the schema that this program knows, one transaction per step.</summary>
internal static class Migrator
{
    /// <summary>"IFLW": what tells our databases from other programs' (PRAGMA application_id).</summary>
    public const int ApplicationId = 0x49464C57;

    private const string CreateVersionTable = """
        CREATE TABLE IF NOT EXISTS schema_version (
          version    INTEGER NOT NULL PRIMARY KEY,
          name       TEXT NOT NULL,
          applied_at TEXT NOT NULL
        )
        """;

    public static void Migrate(SqliteConnection connection, string path, TimeProvider time, int? upTo = null)
    {
        Refuse(connection, path);
        var target = upTo ?? Migration.All[^1].Version;
        while (CurrentVersion(connection) < target)
        {
            Step(connection, time, target);
        }
    }

    public static int CurrentVersion(SqliteConnection connection, SqliteTransaction? transaction = null)
    {
        const string exists = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'";
        return connection.ExecuteScalar<int>(exists, transaction: transaction) == 0
            ? 0
            : connection.ExecuteScalar<int>("SELECT ifnull(max(version), 0) FROM schema_version", transaction: transaction);
    }

    private static void Step(SqliteConnection connection, TimeProvider time, int target)
    {
        using var transaction = connection.BeginTransaction(deferred: false);

        // Read again: another process may have migrated while this one waited for the lock.
        var version = CurrentVersion(connection, transaction);
        if (version < target)
        {
            var next = Migration.All.First(m => m.Version == version + 1);
            connection.Execute(CreateVersionTable, transaction: transaction);
            connection.Execute(next.Sql, transaction: transaction);
            connection.Execute(
                "INSERT INTO schema_version (version, name, applied_at) VALUES (@Version, @Name, @Applied)",
                new { next.Version, next.Name, Applied = Instant.ToText(time.GetUtcNow()) },
                transaction);
            connection.Execute($"PRAGMA application_id = {ApplicationId}", transaction: transaction);
        }

        transaction.Commit();
    }

    private static void Refuse(SqliteConnection connection, string path)
    {
        // Both at one instant: another process may be making the database.
        using var snapshot = connection.BeginTransaction(deferred: true);
        var tables = connection.ExecuteScalar<int>("SELECT count(*) FROM sqlite_master", transaction: snapshot);
        var id = connection.ExecuteScalar<int>("PRAGMA application_id", transaction: snapshot);
        if (id != ApplicationId && (id != 0 || tables > 0))
        {
            throw new StorageException(
                path, StorageFault.NotInspectFlow, "this database belongs to another program. Name another file.");
        }

        var version = CurrentVersion(connection, snapshot);
        var known = Migration.All[^1].Version;
        if (version > known)
        {
            throw new StorageException(
                path,
                StorageFault.NewerSchema,
                $"a newer InspectFlow has used this database (schema {version}; this one knows up to {known}). " +
                "Update InspectFlow, or name another file.");
        }
    }
}
