using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace InspectFlow.Reporting.Storage;

/// <summary>A statement that is compiled once and run for many rows.</summary>
internal sealed class Statement(SqliteCommand command) : IDisposable
{
    private readonly Dictionary<string, SqliteParameter> parameters = new(StringComparer.Ordinal);

    public Statement Set(string name, object? value)
    {
        // SQLite keeps no NaN: it would read back as NULL, and the driver refuses it.
        Parameter(name).Value = value is null or double.NaN ? DBNull.Value : value;
        return this;
    }

    public Statement Set(ScoreValues scores) => this
        .Set("@nll", scores.Nll).Set("@bits_per_dim", scores.BitsPerDim).Set("@last_scale_nll", scores.LastScaleNll)
        .Set("@peak", scores.Peak).Set("@typicality", scores.Typicality).Set("@complexity", scores.Complexity)
        .Set("@local_typicality", scores.LocalTypicality)
        .Set("@latent_distance", scores.LatentDistance).Set("@pc1", scores.Pc1).Set("@pc2", scores.Pc2)
        .Set("@peak_x", scores.PeakX).Set("@peak_y", scores.PeakY)
        .Set("@tiles", scores.Tiles).Set("@last_scale", scores.LastScale).Set("@joint", scores.Joint);

    public int Execute() => command.ExecuteNonQuery();

    public T? First<T>(Func<SqliteDataReader, T> read)
        where T : class
    {
        using var reader = command.ExecuteReader();
        return reader.Read() ? read(reader) : null;
    }

    public void Dispose() => command.Dispose();

    private SqliteParameter Parameter(string name)
    {
        ref var parameter = ref CollectionsMarshal.GetValueRefOrAddDefault(parameters, name, out _);
        if (parameter is null)
        {
            parameter = new SqliteParameter { ParameterName = name };
            command.Parameters.Add(parameter);
        }

        return parameter;
    }
}
