using System.CommandLine;
using InspectFlow.Jobs.Scheduling;
using InspectFlow.Jobs.Training;

namespace InspectFlow.Jobs.Commands;

/// <summary><c>inspectflow train</c>: trains a model on a line's good images and calibrates it.</summary>
internal sealed class TrainVerb : Verb
{
    private readonly Option<string?> line = CommonOptions.Line(required: true);
    private readonly TrainingBudget budget = new();

    private readonly ModelChoice choice = new();

    private readonly Option<bool> activate = new("--activate")
    {
        Description = "Put the new model in force even where another one is; without it only a line's first model goes into force by itself",
    };

    private readonly Option<int?> folds = new("--folds")
    {
        Description = "Calibrate by cross-scoring with this many models more, for lines with few good images",
        HelpName = "K",
    };

    /// <summary>Initializes a new instance of the <see cref="TrainVerb"/> class.</summary>
    public TrainVerb()
        : base("train", "Train a model on good images and calibrate it")
    {
        Add(line);
        budget.AddTo(this);
        choice.AddTo(this);
        Add(folds);
        Add(activate);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var definition = choice.Apply(context.Arguments, context.LoadLine(context.Arguments.GetRequiredValue(line)!));
        if (context.Arguments.GetValue(folds) is { } count)
        {
            definition = definition with { Calibration = definition.Calibration with { Folds = count } };
            OptionsValidator.Validate(definition.Calibration, "the command line");
        }

        using var held = LineLock.Acquire(definition, "train", context.Time);
        using var session = Sessions.LineSession.Open(definition, context.Time);
        var result = await TrainAndCalibrate.RunAsync(
            session,
            budget.Apply(context.Arguments, definition),
            context.Arguments.GetValue(activate),
            context,
            cancellationToken).ConfigureAwait(false);
        result.Describe(context.Out);
        return result.Model.Failed.Count > 0 || result.Calibration.Failed.Count > 0 ? ExitCode.DoneWithFailedImages : ExitCode.Done;
    }
}
