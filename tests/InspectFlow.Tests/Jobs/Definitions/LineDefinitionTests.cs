using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Definitions;

public sealed class LineDefinitionTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_committed_example_is_valid_and_has_every_section()
    {
        var line = LineDefinition.Load(Repository.PathOf("jobs/lines/example.json"));
        line.Name.ShouldBe("example");
        line.Preprocessing.Fit.ShouldBe(FitMode.Pad);
        line.Schedule!.Scan!.CatchUp.ShouldBe(TimeSpan.FromHours(12));
        var text = File.ReadAllText(line.SourceFile);
        foreach (var section in LineJson.Options.GetTypeInfo(typeof(LineDefinition)).Properties.Where(p => p.Set is not null))
        {
            text.ShouldContain($"\"{section.Name}\":");
        }
    }

    [Fact]
    public void A_name_alone_is_enough_and_the_rest_has_defaults()
    {
        var line = Load("""{ "name": "casting-12" }""");
        line.Database.ShouldBe(folder.File("inspectflow.db"));
        line.Output.ShouldBe(folder.File("out/casting-12"));
        line.SourceFile.ShouldBe(folder.File("line.json"));
        line.Device.ShouldBe("auto");
        line.ToArchitecture().Width.ShouldBe(line.Preprocessing.Width);
    }

    [Theory]
    [InlineData("{ \"name\": \"a\" }", "feature", true, true)]
    [InlineData("{ \"name\": \"a\", \"model\": { \"dictionary\": false } }", "feature", true, true)]
    [InlineData("{ \"name\": \"a\", \"preprocessing\": { \"width\": 96, \"height\": 64 } }", "feature", true, false)]
    [InlineData("{ \"name\": \"a\", \"model\": { \"levels\": 2 } }", "glow", true, false)]
    [InlineData("{ \"name\": \"a\", \"preprocessing\": { \"width\": 64, \"height\": 64, \"tiling\": { \"overlap\": 8 } } }", "glow", true, false)]
    [InlineData("{ \"name\": \"a\", \"model\": { \"family\": \"realnvp\" } }", "realnvp", false, false)]
    public void A_definition_that_names_no_family_gets_features_unless_it_asks_for_what_only_flows_over_pixels_have(
        string json, string family, bool isDefault, bool hasAutomaticSize)
    {
        var line = Load(json);
        (line.Model.Family, line.HasDefaultFamily, line.HasAutomaticSize).ShouldBe((family, isDefault, hasAutomaticSize));
    }

    [Fact]
    public void A_backbone_in_a_line_of_another_family_is_refused() =>
        Should.Throw<OptionsException>(() => Load("""{ "name": "a", "model": { "family": "glow", "backbone": "net.safetensors" } }"""))
            .Errors.ShouldHaveSingleItem().ToString().ShouldContain("$.model.backbone");

    [Fact]
    public void Paths_are_relative_to_the_file_and_absolute_ones_stay()
    {
        var line = Load("""
            { "name": "a", "database": "../db/x.db", "source": { "folder": "in" }, "goodImages": { "folders": ["good", "/data/good"] } }
            """);
        line.Database.ShouldBe(Path.GetFullPath(folder.File("../db/x.db")));
        line.RequireSource().Folder.ShouldBe(folder.File("in"));
        line.RequireGoodImages().Folders.ShouldBe([folder.File("good"), "/data/good"]);
    }

    [Fact]
    public void All_faults_are_listed_at_once_with_their_places()
    {
        var fault = Should.Throw<OptionsException>(() => Load("""
            {
              "name": "Casting 12",
              "sorce": {},
              "threads": "four",
              "preprocessing": { "color": "blue", "width": 0 },
              "goodImages": { "folders": [], "grouping": { "pathPattern": "(" } },
              "calibration": { "percentiles": { "review": 99, "reject": 98 } },
              "scan": { "maxFailureRatio": null },
              "schedule": { "scan": { "cron": "61 2 * * *", "catchUp": "soon" } },
            }
            """));
        fault.ConfigurationSource.ShouldBe(folder.File("line.json"));
        fault.Errors.Select(e => e.Path).Order(StringComparer.Ordinal).ShouldBe([
            "$.calibration.percentiles.reject",
            "$.goodImages.folders",
            "$.goodImages.grouping.pathPattern",
            "$.name",
            "$.preprocessing.color",
            "$.preprocessing.width",
            "$.scan.maxFailureRatio",
            "$.schedule.scan.catchUp",
            "$.schedule.scan.cron",
            "$.schedule.timeZone",
            "$.sorce",
            "$.threads",
        ]);
        fault.Message.ShouldContain("$.sorce: is not known; did you mean \"source\"?");
        fault.Message.ShouldContain("$.preprocessing.color: must be one of \"gray\", \"rgb\", not \"blue\"");
        fault.Message.ShouldContain("$.threads: must be a whole number, not \"four\"");
        fault.Message.ShouldContain("$.schedule.scan.catchUp: must be a duration \"hh:mm:ss\", not \"soon\"");
    }

    [Fact]
    public void What_is_required_cannot_be_left_out_where_it_is_null() =>
        Should.Throw<OptionsException>(() => Load("""{ "name": null }""")).Errors.ShouldHaveSingleItem()
            .ShouldBe(new("$.name", "must be text in quotes, not null"));

    [Theory]
    [InlineData("$.output", """{ "name": "a", "output": "out\u0000" }""")]
    [InlineData("$.goodImages.folders[1]", """{ "name": "a", "goodImages": { "folders": ["good", "\u0000"] } }""")]
    public void A_character_that_no_path_can_have_is_a_fault_of_the_line(string path, string json) =>
        Should.Throw<OptionsException>(() => Load(json)).Errors.ShouldHaveSingleItem().Path.ShouldBe(path);

    [Theory]
    [InlineData("$.sourceFile", """{ "name": "a", "sourceFile": "x" }""")]
    [InlineData("$.goodImages.split.seed", """{ "name": "a", "goodImages": { "folders": ["good"], "split": { "seed": 2 } } }""")]
    public void What_the_program_fills_in_itself_cannot_be_written(string path, string json) =>
        Should.Throw<OptionsException>(() => Load(json)).Errors.ShouldHaveSingleItem().Path.ShouldBe(path);

    [Fact]
    public void A_missing_name_does_not_hide_the_other_faults() =>
        Should.Throw<OptionsException>(() => Load("""{ "scan": { "batchSize": 0 }, "device": "gpu" }"""))
            .Errors.Select(e => e.Path).Order(StringComparer.Ordinal).ShouldBe(["$.device", "$.name", "$.scan.batchSize"]);

    [Fact]
    public void What_is_not_JSON_is_refused_with_line_and_column()
    {
        var fault = Should.Throw<LineDefinitionException>(() => Load("{\n  \"name\": \"a\",\n  \"threads\": 0x10\n}"));
        fault.Message.ShouldStartWith($"{folder.File("line.json")}: line 3, column 15: not valid JSON.");
        fault.Message.ShouldNotContain("LineNumber");
    }

    [Fact]
    public void A_member_that_stands_twice_is_refused() =>
        Should.Throw<LineDefinitionException>(() => Load("""{ "name": "a", "name": "b" }""")).Message.ShouldContain("name");

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"a\"")]
    public void What_is_not_an_object_is_refused(string json) =>
        Should.Throw<LineDefinitionException>(() => Load(json)).Message.ShouldContain("must hold one JSON object");

    [Fact]
    public void An_absent_file_is_named() =>
        Should.Throw<LineDefinitionException>(() => LineDefinition.Load(folder.File("none.json")))
            .Message.ShouldBe($"{folder.File("none.json")}: there is no such file; --line names a line definition in JSON");

    [Fact]
    public void A_size_that_the_levels_do_not_divide_is_a_fault_of_the_preprocessing() =>
        Should.Throw<OptionsException>(() => Load("""{ "name": "a", "preprocessing": { "width": 100, "height": 64 }, "model": { "levels": 4 } }"""))
            .Errors.ShouldHaveSingleItem().Path.ShouldBe("$.preprocessing.width");

    [Theory]
    [InlineData("width", "height")]
    [InlineData("height", "width")]
    public void One_side_of_a_size_says_too_little(string named, string other) =>
        Should.Throw<OptionsException>(() => Load($$"""{ "name": "a", "preprocessing": { "{{named}}": 128 } }"""))
            .Errors.ShouldHaveSingleItem().Message.ShouldContain($"names {named} and no {other}");

    [Fact]
    public void Tiling_has_defaults_and_its_faults_have_their_places()
    {
        Load("""{ "name": "a", "preprocessing": { "tiling": {} } }""").Preprocessing.Tiling
            .ShouldBe(new TilingOptions { Overlap = 16, Scale = 1, MaxTiles = 4096, TrainingTiles = 32 });
        Should.Throw<OptionsException>(() => Load("""
            { "name": "a", "preprocessing": { "width": 60, "height": 24, "fit": "crop", "tiling": { "overlap": 24, "scale": 0 } } }
            """)).Errors.Select(e => e.Path).Order(StringComparer.Ordinal)
            .ShouldBe(["$.preprocessing.fit", "$.preprocessing.tiling.overlap", "$.preprocessing.tiling.scale", "$.preprocessing.width"]);
    }

    [Fact]
    public void Tiling_needs_a_family_with_a_local_map() =>
        Should.Throw<OptionsException>(() => Load("""{ "name": "a", "preprocessing": { "tiling": {} }, "model": { "family": "realnvp-dense" } }"""))
            .Message.ShouldContain("$.preprocessing.tiling: blends the local maps of tiles, and realnvp-dense does not have any");

    [Theory]
    [InlineData("peak")]
    [InlineData("local_typicality")]
    [InlineData("joint")]
    public void A_score_that_needs_a_map_is_refused_for_a_model_without(string score)
    {
        var fault = Should.Throw<OptionsException>(() => Load(
            $$"""{ "name": "a", "model": { "family": "realnvp-dense" }, "calibration": { "score": "{{score}}" } }""")).Errors.ShouldHaveSingleItem();
        fault.Path.ShouldBe("$.calibration.score");
        fault.Message.ShouldContain("typicality");
    }

    [Theory]
    [InlineData("complexity", "")]
    [InlineData("local_typicality", "")]
    [InlineData("complexity", "\"family\": \"feature\"")]
    public void A_score_of_flows_over_pixels_is_refused_for_features(string score, string model)
    {
        var fault = Should.Throw<OptionsException>(() => Load(
            $$"""{ "name": "a", "model": { {{model}} }, "calibration": { "score": "{{score}}" } }""")).Errors.ShouldHaveSingleItem();
        fault.Path.ShouldBe("$.calibration.score");
        fault.Message.ShouldContain("use \"joint\"");
    }

    [Fact]
    public void In_tiles_features_are_not_sent_to_a_score_that_tiles_do_not_have() =>
        Should.Throw<OptionsException>(() => Load(
            """{ "name": "a", "preprocessing": { "tiling": {} }, "model": { "family": "feature" }, "calibration": { "score": "complexity" } }"""))
            .Message.ShouldContain("use \"local_typicality\"");

    [Theory]
    [InlineData("complexity", "\"family\": \"glow\"", "{}")]
    [InlineData("local_typicality", "\"family\": \"feature\"", "{ \"tiling\": {} }")]
    public void A_score_that_a_model_has_may_decide(string score, string model, string preprocessing) =>
        Load($$"""{ "name": "a", "model": { {{model}} }, "preprocessing": {{preprocessing}}, "calibration": { "score": "{{score}}" } }""").Calibration.Score.ShouldBe(score);

    [Theory]
    [InlineData("glow", "local_typicality")]
    [InlineData("realnvp-dense", "typicality")]
    public void Without_a_word_on_it_the_score_that_suits_the_model_decides(string family, string score) =>
        Load($$"""{ "name": "a", "model": { "family": "{{family}}" } }""").DefaultScore.ShouldBe(score);

    [Theory]
    [InlineData(false, "joint")]
    [InlineData(true, "local_typicality")]
    public void Features_are_decided_by_both_views_joined_except_in_tiles(bool tiled, string score) =>
        new LineDefinition
        {
            Name = "a",
            Model = new() { Family = "feature" },
            Preprocessing = new() { Tiling = tiled ? new() : null },
        }.DefaultScore.ShouldBe(score);

    [Fact]
    public void A_line_with_tiling_has_no_joint_score() =>
        Should.Throw<OptionsException>(() => Load("""{ "name": "a", "preprocessing": { "tiling": {} }, "calibration": { "score": "joint" } }"""))
            .Message.ShouldContain("$.calibration.score: \"joint\" needs the whole picture in one input");

    [Fact]
    public void Batch_normalization_needs_a_batch() =>
        Should.Throw<OptionsException>(() => Load("""{ "name": "a", "model": { "family": "realnvp-dense" }, "training": { "batchSize": 1 } }"""))
            .Errors.ShouldHaveSingleItem().Path.ShouldBe("$.training.batchSize");

    [Theory]
    [InlineData("Berlin")]
    [InlineData("W. Europe Standard Time")]
    public void A_time_zone_that_is_not_an_IANA_name_is_refused(string zone) =>
        Should.Throw<OptionsException>(() => Load($$"""{ "name": "a", "schedule": { "timeZone": "{{zone}}", "scan": { "cron": "30 2 * * *" } } }"""))
            .Errors.ShouldHaveSingleItem().Path.ShouldBe("$.schedule.timeZone");

    [Fact]
    public void A_command_that_needs_a_section_names_it_and_the_file() =>
        Should.Throw<OptionsException>(() => Load("""{ "name": "a" }""").RequireSource())
            .Message.ShouldContain($"{folder.File("line.json")} is not usable, 1 fault:{Environment.NewLine}  $.source: is required here");

    private LineDefinition Load(string json) => LineDefinition.Load(folder.Write("line.json", json));
}
