using System.Text.Json.Nodes;
using InspectFlow.Jobs.Definitions;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Definitions;

public sealed class LineSchemaTests
{
    [Fact]
    public void The_committed_schema_is_that_of_the_records()
    {
        var path = Repository.PathOf("schemas/line.schema.json");
        var schema = LineSchema.Create();
        if (string.Equals(Environment.GetEnvironmentVariable("INSPECTFLOW_WRITE_SCHEMA"), "1", StringComparison.Ordinal))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, schema);
        }

        File.ReadAllText(path).ShouldBe(
            schema, "schemas/line.schema.json is out of date: run this test with INSPECTFLOW_WRITE_SCHEMA=1 and commit what it wrote");
    }

    [Fact]
    public void Every_member_is_described_and_a_line_needs_nothing_but_its_name()
    {
        var schema = JsonNode.Parse(LineSchema.Create())!.AsObject();
        schema["required"]!.ToJsonString().ShouldBe("""["name"]""");
        Members(schema, "$").Where(m => m.Member["description"] is null).Select(m => m.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Choices_ranges_defaults_and_what_a_section_needs_are_in_the_schema()
    {
        var members = Members(JsonNode.Parse(LineSchema.Create())!.AsObject(), "$").ToDictionary(m => m.Path, m => m.Member, StringComparer.Ordinal);
        members["$.preprocessing.color"]["enum"]!.ToJsonString().ShouldBe("""["gray","rgb"]""");
        members["$.calibration.score"]["enum"]!.ToJsonString().ShouldBe("""[null,"nll","peak","typicality","complexity","local_typicality","last_scale","joint"]""");
        members["$.source"]["required"]!.ToJsonString().ShouldBe("""["folder"]""");
        members["$.goodImages"]["required"]!.ToJsonString().ShouldBe("""["folders"]""");
        members["$.schedule.scan"]["required"]!.ToJsonString().ShouldBe("""["cron"]""");
        members["$.scan.batchSize"]["minimum"]!.GetValue<int>().ShouldBe(1);
        members["$.scan.batchSize"]["default"]!.GetValue<int>().ShouldBe(64);
        members["$.schedule.scan.catchUp"]["default"]!.GetValue<string>().ShouldBe("12:00:00");
    }

    [Theory]
    [InlineData("$.model.family")]
    [InlineData("$.preprocessing.color")]
    [InlineData("$.preprocessing.width")]
    [InlineData("$.preprocessing.height")]
    public void What_a_line_decides_by_its_pictures_has_the_rule_in_words_and_no_default(string path)
    {
        var member = Members(JsonNode.Parse(LineSchema.Create())!.AsObject(), "$").Single(m => string.Equals(m.Path, path, StringComparison.Ordinal)).Member;
        member.ContainsKey("default").ShouldBeFalse();
        member["description"]!.GetValue<string>().ShouldContain("feature");
        member["description"]!.GetValue<string>().ShouldContain(path.Contains("family", StringComparison.Ordinal) ? "Left out, feature" : "good pictures");
    }

    private static IEnumerable<(string Path, JsonObject Member)> Members(JsonObject schema, string path)
    {
        foreach (var (name, node) in schema["properties"]?.AsObject() ?? [])
        {
            var member = node!.AsObject();
            yield return ($"{path}.{name}", member);
            foreach (var inner in Members(member, $"{path}.{name}"))
            {
                yield return inner;
            }
        }
    }
}
