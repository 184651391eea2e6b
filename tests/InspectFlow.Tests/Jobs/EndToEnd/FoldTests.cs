using InspectFlow.Jobs.Calibrating;
using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Training;
using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

[Collection(nameof(TrainedPlant))]
public sealed class FoldTests(PlantFixture fixture)
{
    private const string Label = "cross-scored, 3 folds: approximate";

    [Fact]
    public async Task All_good_images_calibrate_and_everybody_is_told_that_it_is_approximate()
    {
        using var plant = fixture.Plant.Copy();
        var held = InForce(plant);

        var (code, output) = await plant.RunAsync("train", "--folds", "3", "--activate");

        code.ShouldBe(ExitCode.Done, output);
        output.ShouldContain(Label);
        output.ShouldContain("all of them in 3 folds to calibrate on");
        var calibration = InForce(plant);
        calibration.Source.ShouldBe(Label);
        calibration.ModelId.ShouldNotBe(held.ModelId);
        calibration.Calibration.Reference.Count.ShouldBe(60);
        calibration.Calibration.Warnings.ShouldContain(w => w.Contains("approximate", StringComparison.Ordinal));
        Folds(plant).ShouldBeEmpty();

        (await plant.RunAsync("models")).Output.ShouldContain(Label);
        await plant.RunAsync("scan");
        (await File.ReadAllTextAsync(Path.Combine(plant.Output, "index.html"))).ShouldContain(Label);

        // Other percentiles of the same scores are as approximate, here and in another database.
        await plant.RunAsync("calibrate", "--review", "90", "--activate");
        InForce(plant).Source.ShouldBe(Label);
        var file = Path.Combine(plant.Root, "calibration.json");
        await plant.RunAsync("calibrate", "--export", file);
        await plant.RunAsync("calibrate", "--import", file, "--activate");
        InForce(plant).Source.ShouldBe(Label);

        (code, output) = await plant.RunAsync("calibrate", "--images");
        code.ShouldBe(ExitCode.Failed);
        output.ShouldContain("learned from all good images");
    }

    [Fact]
    public async Task What_a_finished_fold_scored_survives_an_interruption()
    {
        using var plant = fixture.Plant.Copy();
        using (var stop = new CancellationTokenSource())
        using (var session = plant.Open())
        {
            var calibration = new CalibrationRunner(session, new PipelineFactory(session.Line, session.Time));
            var cross = new CrossScoring(session, new TrainingRunner(session, null), calibration, part =>
            {
                if (part.StartsWith("fold 2", StringComparison.Ordinal))
                {
                    stop.Cancel();
                }
            });
            await Should.ThrowAsync<OperationCanceledException>(() => cross.RunAsync(3, session.Line.Training, stop.Token));
        }

        var kept = Folds(plant).ShouldHaveSingleItem();
        await File.WriteAllTextAsync(kept, (await File.ReadAllTextAsync(kept)).Replace(".png", ".kept", StringComparison.Ordinal));

        var (code, output) = await plant.RunAsync("train", "--folds", "3", "--activate");

        code.ShouldBe(ExitCode.Done, output);
        using (var session = plant.Open())
        {
            session.Store.GetReferenceScores(InForce(plant).Id).Count(r => r.Path.EndsWith(".kept", StringComparison.Ordinal)).ShouldBe(20);
        }

        Folds(plant).ShouldBeEmpty();
    }

    [Fact]
    public async Task With_few_images_training_says_that_folds_would_help()
    {
        using var plant = fixture.Plant.Copy();

        (await plant.RunAsync("train")).Output.ShouldContain("'train --folds 10' (or $.calibration.folds) calibrates on all 60, approximately");
    }

    [Fact]
    public async Task A_number_of_folds_out_of_range_is_bad_usage()
    {
        using var plant = fixture.Plant.Copy();

        var (code, output) = await plant.RunAsync("train", "--folds", "1");

        code.ShouldBe(ExitCode.Usage);
        output.ShouldContain("$.folds");
    }

    private static string[] Folds(Plant plant)
    {
        using var session = plant.Open();
        return Directory.Exists(session.ModelFolder) ? Directory.GetFiles(session.ModelFolder, "fold-*") : [];
    }

    private static CalibrationRecord InForce(Plant plant)
    {
        using var session = plant.Open();
        return session.Store.GetCalibration(session.Store.CurrentActivation(session.Record.Id)!.CalibrationId)!;
    }
}
