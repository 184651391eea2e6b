using System.Data;
using System.Text.Json;
using Dapper;
using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Storage;

/// <summary>How Dapper reads and writes the types that SQLite does not have.</summary>
internal static class DapperTypes
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    static DapperTypes()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new CalibrationHandler());
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

    private sealed class CalibrationHandler : SqlMapper.TypeHandler<Calibration>
    {
        public override Calibration? Parse(object value) => JsonSerializer.Deserialize<Calibration>((string)value, Json);

        public override void SetValue(IDbDataParameter parameter, Calibration? value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = JsonSerializer.Serialize(value, Json);
        }
    }
}
