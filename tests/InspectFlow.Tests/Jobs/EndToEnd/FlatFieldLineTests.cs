using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Sessions;
using OpenCvSharp;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

[Collection(nameof(TrainedPlant))]
public sealed class FlatFieldLineTests(PlantFixture fixture)
{
    private const string Preprocessing = "\"preprocessing\": { \"width\": 16, \"height\": 16 }";

    [Fact]
    public async Task A_model_keeps_the_field_that_its_reference_frame_gave_it()
    {
        using var plant = fixture.Plant.Copy();
        WriteFrame(plant, 96, 72, left: 220);
        plant.Redefine(Preprocessing, WithFlatField("\"reference\": \"flat.png\""));
        (await plant.RunAsync("train", "--activate")).Code.ShouldBe(ExitCode.Done);
        using (var session = plant.Open())
        {
            var loaded = InForce.Load(session);
            loaded.Preprocessing.MeasuredFlatField!.Width.ShouldBe(96);
            loaded.Preprocessing.MeasuredFlatField.ReferenceSha256.ShouldNotBeNull();
        }

        // The same frame elsewhere is the same frame, and scans do without it.
        File.Move(Path.Combine(plant.Root, "flat.png"), Path.Combine(plant.Root, "moved.png"));
        plant.Redefine("flat.png", "moved.png");
        (await plant.RunAsync("scan")).Code.ShouldBe(ExitCode.DoneWithFailedImages);
        File.Delete(Path.Combine(plant.Root, "moved.png"));
        using (var session = plant.Open())
        {
            InForce.Load(session);
        }

        WriteFrame(plant, 96, 72, left: 100, "moved.png");
        var (code, output) = await plant.RunAsync("scan");
        code.ShouldBe(ExitCode.Failed);
        output.ShouldContain("$.preprocessing.flatField.reference: the file");
        output.ShouldContain("the model was made with");
    }

    [Fact]
    public async Task Without_a_reference_frame_the_fitting_images_give_the_field()
    {
        using var plant = fixture.Plant.Copy();
        plant.Redefine(Preprocessing, WithFlatField(string.Empty));
        (await plant.RunAsync("train", "--activate")).Code.ShouldBe(ExitCode.Done);
        using var stray = new Mat(40, 50, MatType.CV_8UC1, Scalar.All(90));
        Cv2.ImEncode(".png", stray, out var png).ShouldBeTrue();
        var file = Path.Combine(plant.Night, "stray.png");
        await File.WriteAllBytesAsync(file, png);
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        var (_, output) = await plant.RunAsync("scan");

        var unreadable = await File.ReadAllTextAsync(
            Directory.EnumerateFiles(plant.Output, "unreadable.csv", SearchOption.AllDirectories).First());
        unreadable.ShouldContain("the picture has 50×40 pixels, but the flat field is for 96×72", customMessage: output);
    }

    [Fact]
    public async Task A_frame_that_is_not_there_stops_training_before_it_begins()
    {
        using var plant = fixture.Plant.Copy();
        plant.Redefine(Preprocessing, WithFlatField("\"reference\": \"none.png\""));

        var (code, output) = await plant.RunAsync("train");

        code.ShouldBe(ExitCode.Failed);
        output.ShouldContain("none.png: the frame cannot be read");
    }

    private static string WithFlatField(string members) =>
        $$"""
        "preprocessing": { "width": 16, "height": 16, "flatField": { {{members}} } }
        """;

    private static void WriteFrame(Plant plant, int width, int height, int left, string name = "flat.png")
    {
        using var frame = new Mat(height, width, MatType.CV_8UC1, Scalar.All(180));
        using (var half = frame.SubMat(new Rect(0, 0, width / 2, height)))
        {
            half.SetTo(Scalar.All(left));
        }

        Cv2.ImEncode(".png", frame, out var png).ShouldBeTrue();
        File.WriteAllBytes(Path.Combine(plant.Root, name), png);
    }
}
