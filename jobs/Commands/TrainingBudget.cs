using System.CommandLine;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Commands;

/// <summary>The options by which a command line changes how long and from which seed is trained.</summary>
internal sealed class TrainingBudget
{
    private readonly Option<double?> minutes = new("--minutes")
    {
        Description = "Minutes for everything up to a usable calibration",
        HelpName = "M",
    };

    private readonly Option<int?> steps = new("--steps")
    {
        Description = "Train this many steps, however long they take; a run that is killed and resumed then gives the same weights",
        HelpName = "N",
    };

    private readonly Option<long?> seed = new("--seed")
    {
        Description = "The seed of the split, the training and every other draw",
        HelpName = "N",
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Verb verb)
    {
        verb.Add(minutes);
        verb.Add(steps);
        verb.Add(seed);
    }

    /// <summary>Gives a line's training options with the command line's changes, and with the time of the line's device where neither names one.</summary>
    /// <exception cref="UsageException">Both a time and a number of steps are asked for.</exception>
    /// <exception cref="DeviceUnavailableException">The line's device is not there.</exception>
    public TrainingOptions Apply(ParseResult arguments, LineDefinition line)
    {
        var time = arguments.GetValue(minutes);
        var count = arguments.GetValue(steps);
        if (time is not null && count is not null)
        {
            throw new UsageException("--minutes and --steps exclude each other: give one of them.");
        }

        var options = line.Training;
        var changed = options with
        {
            Minutes = time ?? options.Minutes,
            Steps = time is null ? count ?? options.Steps : null,
            Seed = arguments.GetValue(seed) ?? options.Seed,
        };
        OptionsValidator.Validate(changed, "the command line");
        return changed.On(FlowDevice.Choose(line.Device, line.DeviceFallback, notice: null).type);
    }
}
