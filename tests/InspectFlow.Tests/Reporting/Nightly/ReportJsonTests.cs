using System.Text.Json;
using InspectFlow.Reporting.Nightly;
using InspectFlow.Tests.Jobs;
using Shouldly;
using Xunit;
using static InspectFlow.Tests.Reporting.Nightly.NightFixture;
using static InspectFlow.Tests.Reporting.StoreFixture;

namespace InspectFlow.Tests.Reporting.Nightly;

public sealed class ReportJsonTests : IDisposable
{
    private readonly NightFixture fixture = new();

    [Fact]
    public void Every_key_is_documented_and_every_documented_key_is_there()
    {
        fixture.Scan(0, Image("before.png", 15));
        fixture.Report(fixture.Scan(1, Pictured("a.png", 25) with { Neighbour = fixture.AddGood("good.png", 0.9) }, Pictured("b.png", 5), Broken("c.png")));
        using var json = JsonDocument.Parse(fixture.Text(ReportFiles.Json));
        var documented = File.ReadAllLines(Repository.PathOf("schemas/report.md"))
            .Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('`')[1]).ToList();

        Keys(json.RootElement, string.Empty).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ShouldBe(documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Its_numbers_are_those_of_the_database()
    {
        fixture.Report(Pictured("a.png", 25), Pictured("b.png", 15), Pictured("c.png", 5));
        using var json = JsonDocument.Parse(fixture.Text(ReportFiles.Json));
        var root = json.RootElement;

        root.GetProperty("schema").GetString().ShouldBe("inspectflow-report/1");
        root.GetProperty("images").GetProperty("flagged").GetInt64().ShouldBe(2);
        root.GetProperty("flagged")[0].GetProperty("margin").GetDouble().ShouldBe(15);
        root.GetProperty("run").GetProperty("status").GetString().ShouldBe("completed");
        root.GetProperty("run").GetProperty("drift")[0].GetProperty("quantiles").GetProperty("p50").GetDouble().ShouldBe(15);
        root.GetProperty("histogram").GetProperty("run").GetProperty("counts").EnumerateArray().Sum(c => c.GetInt64()).ShouldBe(3);
        root.GetProperty("latent_points").GetArrayLength().ShouldBe(3);
    }

    public void Dispose() => fixture.Dispose();

    private static IEnumerable<string> Keys(JsonElement element, string at) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Keys(p.Value, at.Length == 0 ? p.Name : $"{at}.{p.Name}").Prepend(at.Length == 0 ? p.Name : $"{at}.{p.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(e => Keys(e, at + "[]")),
        _ => [],
    };
}
