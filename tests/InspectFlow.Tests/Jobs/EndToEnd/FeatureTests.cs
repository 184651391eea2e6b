using System.Text.Json;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Model;
using InspectFlow.Tests.Model.Backbones;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

/// <summary>A flow over features goes the whole way as well.</summary>
[Collection(nameof(TrainedPlant))]
public sealed class FeatureTests(PlantFixture fixture)
{
    [Fact]
    public async Task An_evaluation_of_the_feature_family_chosen_on_the_command_line_decides_by_its_own_scores()
    {
        using var plant = fixture.Plant.Copy();
        plant.Redefine("\"width\": 16, \"height\": 16", "\"width\": 64, \"height\": 64");
        plant.Redefine("\"score\": \"peak\", ", string.Empty);
        var output = Path.Combine(plant.Root, "evaluation");

        var (code, text) = await plant.RunAsync(
            "evaluate", "--dataset", Path.Combine(plant.Root, "images"), "--out", output, "--family", "feature", "--steps", "2");

        code.ShouldBe(ExitCode.Done, text);
        using var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(output, "metrics.json")));
        var root = metrics.RootElement;
        root.GetProperty("family").GetString().ShouldBe("feature");
        var scores = root.GetProperty("by_score").EnumerateObject().Select(s => s.Name).ToList();
        scores.ShouldContain("joint");
        scores.ShouldContain("nll");
        scores.ShouldNotContain("complexity");
        scores.ShouldContain(root.GetProperty("score").GetString()!);
        root.GetProperty("image_auroc").GetDouble().ShouldBeInRange(0, 1);
        root.GetProperty("pixel_auroc").GetDouble().ShouldBeInRange(0, 1);
        var model = Directory.EnumerateFiles(plant.Root, "*.safetensors", SearchOption.AllDirectories)
            .Select(ModelBundle.Load).Single(b => b.Metadata.Architecture.Features is not null);
        model.Metadata.Training!.Steps.ShouldBe(2);
        (model.Metadata.Architecture.Width, model.Metadata.Architecture.Features!.Dictionary!.Atoms).ShouldBe((64, 128));
    }

    [Fact]
    public async Task The_images_that_calibrate_say_what_is_usual_and_each_is_left_out_of_its_own_score()
    {
        using var plant = fixture.Plant.Copy();
        plant.Redefine("\"preprocessing\": { \"width\": 16, \"height\": 16 }", "\"preprocessing\": { \"width\": 64, \"height\": 64 }");
        plant.Redefine("\"grouping\": { \"nearDuplicates\": null }", "\"grouping\": { \"nearDuplicates\": null }, \"split\": { \"calibrateShare\": 0.4 }");
        plant.Redefine("\"score\": \"peak\", ", "\"score\": \"joint\", ");
        var (code, text) = await plant.RunAsync("train", "--family", "feature", "--steps", "2", "--activate");
        code.ShouldBe(ExitCode.Done, text);
        text.ShouldContain("feature, as asked for");

        using var session = plant.Open();
        var inForce = InForce.Load(session);
        var references = session.Store.GetReferenceScores(inForce.Calibration.Id);
        double[] wholes = [.. references.Select(r => r.LastScale!.Value)], peaks = [.. references.Select(r => r.Peak!.Value)];
        var joint = ImageScorer.JointReferenceOf(inForce.Bundle)!;
        joint.IsOf(wholes, peaks).ShouldBeTrue();
        joint.SampleCount.ShouldBeGreaterThanOrEqualTo(20);
        var farthest = Enumerable.Range(0, wholes.Length).MaxBy(i => joint.Whole.Standardise(wholes[i]));
        references[farthest].Joint!.Value.ShouldBeGreaterThan(joint.Join(wholes[farthest], peaks[farthest]) + 0.01);

        // The same images tell what each score's threshold finds of painted defects.
        var recommended = DecidingScore.RecommendedBy(session.Store.GetModel(inForce.Calibration.ModelId)!)!;
        recommended.Separations.ShouldAllBe(s => s.Found >= 0 && s.Found <= 1);
        recommended.Reason.ShouldContain("of held-out painted defects at percentile 80");
        recommended.Reason.ShouldContain("last_scale");
        recommended.Reason.ShouldNotContain("nll", Case.Sensitive, "the sum over all places is not tried");
    }

    [Fact]
    public async Task Coloured_pictures_and_pretrained_weights_go_the_whole_way_and_scans_need_no_weights_file()
    {
        using var plant = fixture.Plant.Copy();
        plant.Redefine("\"preprocessing\": { \"width\": 16, \"height\": 16 }", "\"preprocessing\": { \"width\": 64, \"height\": 64 }");
        Colour(Path.Combine(plant.Root, "images"));
        var weights = Path.Combine(plant.Root, "resnet18.safetensors");
        BackboneFiles.Drawn("resnet18", 16).Write(weights);
        var (code, text) = await plant.RunAsync("train", "--family", "feature", "--backbone", weights, "--steps", "2", "--activate");
        code.ShouldBe(ExitCode.Done, text);
        File.Delete(weights);

        (code, text) = await plant.RunAsync("scan");

        code.ShouldBe(ExitCode.DoneWithFailedImages, text);
        using var session = plant.Open();
        var inForce = InForce.Load(session);
        inForce.Preprocessing.Color.ShouldBe(ColorMode.Rgb);
        inForce.Bundle.Metadata.Architecture.ShouldSatisfyAllConditions(
            a => a.Channels.ShouldBe(3),
            a => a.Features!.Learned.ShouldNotBeNull(),
            a => a.Features!.Backbone!.Architecture.ShouldBe("resnet18"));
        session.Store.ReadScores(session.Store.LastDecidingRun(session.Record.Id, "scan")!.Id).ShouldAllBe(r => double.IsFinite(r.Nll!.Value) && double.IsFinite(r.Peak!.Value));
    }

    private static void Colour(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.png", SearchOption.AllDirectories).Where(f => !f.Contains("ground_truth", StringComparison.Ordinal)))
        {
            var encoded = File.ReadAllBytes(file);
            using var gray = encoded.Length == 0 ? new Mat() : Cv2.ImDecode(encoded, ImreadModes.Grayscale);
            if (gray.Empty())
            {
                continue;
            }

            using var turned = new Mat();
            using var coloured = new Mat();
            Cv2.Flip(gray, turned, FlipMode.XY);
            Cv2.Merge([gray, turned, gray], coloured);
            Cv2.ImEncode(".png", coloured, out var bytes, new ImageEncodingParam(ImwriteFlags.PngCompression, 1));
            var modified = File.GetLastWriteTimeUtc(file);
            File.WriteAllBytes(file, bytes);
            File.SetLastWriteTimeUtc(file, modified);
        }
    }
}
