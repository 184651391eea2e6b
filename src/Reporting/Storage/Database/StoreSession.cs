using Dapper;
using Microsoft.Data.Sqlite;

namespace InspectFlow.Reporting.Storage;

/// <summary>Dapper on one connection and, when writing, its transaction.</summary>
internal readonly struct StoreSession(SqliteConnection connection, SqliteTransaction? transaction)
{
    public int Execute(string sql, object? arguments = null) => connection.Execute(sql, arguments, transaction);

    public T? Scalar<T>(string sql, object? arguments = null) => connection.ExecuteScalar<T>(sql, arguments, transaction);

    public T? Find<T>(string sql, object? arguments = null)
        where T : class => connection.QueryFirstOrDefault<T>(sql, arguments, transaction);

    public IReadOnlyList<T> List<T>(string sql, object? arguments = null) =>
        connection.Query<T>(sql, arguments, transaction).AsList();

    /// <summary>Compiles a statement for many rows.</summary>
    public Statement Prepare(string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return new Statement(command);
    }
}
