using Dapper;
using InspectFlow.Reporting.Storage;
using InspectFlow.Tests.TestDoubles;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Reporting.Storage;

public sealed class MigrationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inspectflow-migration-");
    private readonly FakeClock time = new(StoreFixture.Start);

    public static TheoryData<int> Versions => [.. Enumerable.Range(0, Migration.All[^1].Version + 1)];

    private string DatabasePath => Path.Combine(folder.FullName, "test.db");

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_database_of_any_earlier_version_reaches_the_same_schema(int version)
    {
        using (var connection = Connect())
        {
            Migrator.Migrate(connection, DatabasePath, time, version);
            Migrator.CurrentVersion(connection).ShouldBe(version);
            if (version > 0)
            {
                connection.Execute(
                    "INSERT INTO line VALUES ('1', 'old line', '{}', @At, @At)", new { At = Instant.ToText(StoreFixture.Start) });
            }
        }

        using (var store = InspectionStore.Open(DatabasePath, time))
        {
            store.ListLines().Select(l => l.Name).ShouldBe(version > 0 ? ["old line"] : []);
        }

        using var migrated = Connect();
        Schema(migrated).ShouldBe(FreshSchema());
        Migrator.CurrentVersion(migrated).ShouldBe(Migration.All[^1].Version);
    }

    [Fact]
    public void Migrations_are_numbered_without_a_gap() =>
        Migration.All.Select(m => m.Version).ShouldBe(Enumerable.Range(1, Migration.All.Count));

    [Fact]
    public void A_migration_that_fails_leaves_the_version_before_it()
    {
        using (var connection = Connect())
        {
            Migrator.Migrate(connection, DatabasePath, time, 1);

            // In the way of the second migration's last table, after others of it have been made.
            connection.Execute("CREATE TABLE drift (x)");
        }

        Should.Throw<StorageException>(() => InspectionStore.Open(DatabasePath, time));

        using var after = Connect();
        Migrator.CurrentVersion(after).ShouldBe(1);
        after.ExecuteScalar<int>("SELECT count(*) FROM sqlite_master WHERE name = 'picture'").ShouldBe(0);
    }

    [Fact]
    public void A_database_in_use_is_in_wal_mode()
    {
        using var store = InspectionStore.Open(DatabasePath, time);
        using var connection = Connect();
        connection.ExecuteScalar<string>("PRAGMA journal_mode").ShouldBe("wal");
    }

    [Fact]
    public void A_database_of_a_newer_program_is_refused()
    {
        InspectionStore.Open(DatabasePath, time).Dispose();
        using (var connection = Connect())
        {
            connection.Execute("INSERT INTO schema_version VALUES (999, '0999_later.sql', '')");
        }

        var error = Should.Throw<StorageException>(() => InspectionStore.Open(DatabasePath, time));

        error.Fault.ShouldBe(StorageFault.NewerSchema);
        error.Message.ShouldBe(
            $"{DatabasePath}: a newer InspectFlow has used this database (schema 999; this one knows up to " +
            $"{Migration.All.Count}). Update InspectFlow, or name another file.");
    }

    [Fact]
    public void Another_programs_database_is_refused_and_left_alone()
    {
        using (var connection = Connect())
        {
            connection.Execute("CREATE TABLE orders (id)");
        }

        Should.Throw<StorageException>(() => InspectionStore.Open(DatabasePath, time))
            .Fault.ShouldBe(StorageFault.NotInspectFlow);

        using var after = Connect();
        after.Query<string>("SELECT name FROM sqlite_master").ShouldBe(["orders"]);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_alone()
    {
        var text = new string('x', 5000);
        File.WriteAllText(DatabasePath, text);

        var error = Should.Throw<StorageException>(() => InspectionStore.Open(DatabasePath, time));

        error.Fault.ShouldBe(StorageFault.NotInspectFlow);
        error.Message.ShouldContain(DatabasePath);
        File.ReadAllText(DatabasePath).ShouldBe(text);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        var path = Path.Combine(folder.FullName, "missing", "test.db");
        var error = Should.Throw<StorageException>(() => InspectionStore.Open(path, time));
        error.Fault.ShouldBe(StorageFault.CannotOpen);
        error.Message.ShouldContain(path);
    }

    [Fact]
    public void A_database_that_another_process_holds_is_reported_as_locked()
    {
        InspectionStore.Open(DatabasePath, time).Dispose();
        using var other = Connect();
        using var transaction = other.BeginTransaction(deferred: false);
        using var store = InspectionStore.Open(DatabasePath, time, new StorageOptions { BusyTimeout = TimeSpan.FromSeconds(1) });

        var error = Should.Throw<StorageException>(() => store.EnsureLine("castings", "{}"));

        error.Fault.ShouldBe(StorageFault.Locked);
    }

    [Fact]
    public void A_full_disk_is_reported_with_what_to_do()
    {
        using var connection = Connect();
        connection.Execute("PRAGMA max_page_count = 2; CREATE TABLE t (x BLOB)");
        var full = Should.Throw<SqliteException>(() => connection.Execute("INSERT INTO t VALUES (zeroblob(100000))"));

        var error = StorageException.From(DatabasePath, full);

        error.Fault.ShouldBe(StorageFault.DiskFull);
        error.Message.ShouldBe($"{DatabasePath}: the disk is full. Free some space and run again; nothing that was stored is lost.");
    }

    [Fact]
    public void A_database_that_can_not_be_written_is_reported_as_read_only()
    {
        InspectionStore.Open(DatabasePath, time).Dispose();
        using var connection = new SqliteConnection($"Data Source={DatabasePath};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var denied = Should.Throw<SqliteException>(() => connection.Execute("DELETE FROM line"));

        StorageException.From(DatabasePath, denied).Fault.ShouldBe(StorageFault.ReadOnly);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private SqliteConnection Connect(string? path = null)
    {
        var connection = new SqliteConnection($"Data Source={path ?? DatabasePath};Pooling=False");
        connection.Open();
        return connection;
    }

    private List<string> FreshSchema()
    {
        var path = Path.Combine(folder.FullName, "fresh.db");
        InspectionStore.Open(path, time).Dispose();
        using var connection = Connect(path);
        return Schema(connection);
    }

    private static List<string> Schema(SqliteConnection connection) =>
        connection.Query<string>("SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_master ORDER BY 1").AsList();
}
