using System.Data;
using System.Text.Json;
using Dapper;

namespace InspectFlow.Reporting.Storage;

/// <summary>How Dapper reads and writes the types that SQLite does not have.</summary>
internal static class DapperTypes
{
    static DapperTypes()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new StringListHandler());
    }

    /// <summary>Makes sure that the handlers are in place; they are global to the process.</summary>
    public static void Register()
    {
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => Instant.Parse((string)value);

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = Instant.ToText(value);
        }
    }

    private sealed class StringListHandler : SqlMapper.TypeHandler<IReadOnlyList<string>>
    {
        public override IReadOnlyList<string> Parse(object value) =>
            JsonSerializer.Deserialize<string[]>((string)value) ?? [];

        public override void SetValue(IDbDataParameter parameter, IReadOnlyList<string>? value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = JsonSerializer.Serialize(value ?? []);
        }
    }
}
