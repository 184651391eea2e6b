using InspectFlow.Model;
using InspectFlow.Tests.Ingest;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using TorchSharp;
using Xunit;

namespace InspectFlow.Tests.Model.Features;

[Collection(nameof(Alone))]
public sealed class FeatureTrainerTests
{
    [Fact]
    public void The_network_learns_for_what_the_features_of_all_pictures_leave_of_the_time_and_for_half_of_it_at_least()
    {
        // Each look at the clock is a second: a training step is one.
        int Steps(int pictures, double minutes = 1, bool withMapFlow = false)
        {
            var architecture = FeatureModels.Architecture(learned: true);
            architecture = withMapFlow ? architecture : architecture with { Features = architecture.Features! with { MapFlow = null } };
            var (flow, summary) = new FeatureTrainer(new TrainingOptions { Minutes = minutes, Seed = 1 }, new TickingClock(), 1)
                .Train(architecture, null, FeatureModels.Pictures(pictures, 1), []);
            flow.Dispose();
            return summary.Steps;
        }

        var (few, many, most) = (Steps(6), Steps(20), Steps(60));
        few.ShouldBeGreaterThan(many);
        many.ShouldBeGreaterThan(most);
        most.ShouldBeGreaterThan(25);
        Steps(6, minutes: 0.01).ShouldBe(1, "one step is taken in any case");
        Steps(60, withMapFlow: true).ShouldBeInRange(most * 6 / 10, most * 8 / 10, "the flow over its maps gets the rest");
        Steps(6, minutes: 0.01, withMapFlow: true).ShouldBe(1);
    }

    [Fact]
    public void The_network_sees_pictures_of_two_levels_as_they_are_and_others_by_their_own_exposure()
    {
        bool OwnExposure(byte[] pictures)
        {
            var (flow, _) = new FeatureTrainer(new TrainingOptions { Steps = 1, Seed = 1 }, TimeProvider.System, 1)
                .Train(FeatureModels.Architecture(learned: true), null, pictures, []);
            using (flow)
            {
                return flow.Architecture.Features!.Learned!.OwnExposure;
            }
        }

        var gray = FeatureModels.Pictures(4, 1);
        OwnExposure(gray).ShouldBeTrue();
        OwnExposure([.. gray.Select(p => p < 128 ? byte.MinValue : byte.MaxValue)]).ShouldBeFalse();
    }

    [Fact]
    public void By_the_clock_more_cores_look_at_more_views_in_a_step_and_by_steps_they_do_not()
    {
        // Each look at the clock is a second, so views a second are views a step but for a factor.
        double Views(int threads, int? steps)
        {
            var rates = new List<double>();
            var (flow, _) = new FeatureTrainer(new TrainingOptions { Minutes = 0.05, Steps = steps, Seed = 1 }, new TickingClock(), threads).Train(
                FeatureModels.Architecture(learned: true), null, FeatureModels.Pictures(4, 1), [],
                new SynchronousProgress<TrainingProgress>(p => rates.Add(p.ImagesPerSecond)));
            flow.Dispose();
            return rates[0];
        }

        var two = Views(2, null);
        Views(1, null).ShouldBe(two);
        Views(3, null).ShouldBe(1.5 * two, 1e-9);
        Views(8, null).ShouldBe(2 * two, 1e-9);
        Views(8, 1).ShouldBe(Views(1, 1));
    }

    [Fact]
    public void The_seconds_of_a_training_that_goes_on_are_those_of_all_its_processes()
    {
        // Each look at the clock is a second, and each of the network's steps takes two.
        using var folder = new TempFolder();
        double Seconds()
        {
            var (flow, summary) = new FeatureTrainer(new TrainingOptions { Steps = 20, Seed = 1 }, new TickingClock(), 1).Train(
                FeatureModels.Architecture(learned: true), null, FeatureModels.Pictures(4, 1), [], checkpointPath: folder.File("c"));
            flow.Dispose();
            return summary.Seconds;
        }

        var whole = Seconds();
        whole.ShouldBeGreaterThan(40);
        Seconds().ShouldBeInRange(whole, whole + 10, "there are no steps left to take, but those before count");
    }

    [Fact]
    public void Encoders_are_released_when_training_ends_early()
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Should.Throw<OperationCanceledException>(() => Train(learned: true, null, new(canceled: true)));
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);
        Should.Throw<ModelFormatException>(() => Train(learned: false, "missing.safetensors", CancellationToken.None));
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);

        static void Train(bool learned, string? backbone, CancellationToken ct) =>
            new FeatureTrainer(new TrainingOptions { Steps = 3 }, TimeProvider.System, 1)
                .Train(FeatureModels.Architecture(learned), backbone, FeatureModels.Pictures(4, 1), [], ct: ct);
    }
}
