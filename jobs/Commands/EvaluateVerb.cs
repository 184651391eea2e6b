using System.CommandLine;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Evaluation;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Scheduling;

namespace InspectFlow.Jobs.Commands;

/// <summary><c>inspectflow evaluate</c>: measures the product on a labelled data set in the MVTec AD layout.</summary>
internal sealed class EvaluateVerb : Verb
{
    private readonly Option<string?> dataset = new("--dataset")
    {
        Description = "A folder with train/good, test/KIND and, for pixel metrics, ground_truth/KIND, as MVTec AD has them",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string?> line = CommonOptions.Line(required: false);

    private readonly Option<string?> output = new("--out")
    {
        Description = "The folder for database, model, metrics.json, tables and page",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<int> pictures = new("--pictures")
    {
        Description = "Also draw N found and N missed defects, side by side with mask and map, chosen evenly over the kinds",
        HelpName = "N",
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<int>() < 0)
                {
                    result.AddError("--pictures takes a number of 0 or more.");
                }
            },
        },
    };

    private readonly TrainingBudget budget = new();

    private readonly ModelChoice choice = new();

    /// <summary>Initializes a new instance of the <see cref="EvaluateVerb"/> class.</summary>
    public EvaluateVerb()
        : base("evaluate", "Measure on a labelled data set")
    {
        Add(dataset);
        Add(line);
        Add(output);
        Add(pictures);
        budget.AddTo(this);
        choice.AddTo(this);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var folder = Path.GetFullPath(context.Arguments.GetRequiredValue(dataset)!);
        var target = Path.GetFullPath(context.Arguments.GetRequiredValue(output)!);
        var definition = Definition(context, folder, target);
        var options = budget.Apply(context.Arguments, definition);
        Directory.CreateDirectory(target);
        using var held = LineLock.Acquire(definition, "evaluate", context.Time);
        var metrics = await new EvaluationRunner(context)
            .RunAsync(definition, folder, options, context.Arguments.GetValue(pictures), cancellationToken).ConfigureAwait(false);
        MetricsTable.Write(metrics, context.Out);
        await context.Out.WriteLineAsync($"metrics      {Path.Combine(target, EvaluationRunner.MetricsFile)}").ConfigureAwait(false);
        return metrics.Images["unreadable"] > 0 ? ExitCode.DoneWithFailedImages : ExitCode.Done;
    }

    // The data set takes the place of the line's own images; how they are prepared, modelled and decided stays the line's.
    private LineDefinition Definition(CommandContext context, string folder, string target)
    {
        var good = Path.Combine(folder, "train", "good");
        var test = Path.Combine(folder, "test");
        foreach (var needed in new[] { good, test })
        {
            if (!Directory.Exists(needed))
            {
                throw new UsageException($"{needed} does not exist; --dataset takes a folder with train/good and test/KIND, as MVTec AD has them.");
            }
        }

        var template = context.Arguments.GetValue(line) is { } file
            ? context.LoadLine(file)
            : context.WithOptions(new LineDefinition { Name = "evaluation" }.WithDefaultFamily([]).WithFamilyDefaults([]));
        return choice.Apply(context.Arguments, template) with
        {
            Name = "evaluation",
            Database = Path.Combine(target, "inspectflow.db"),
            Output = target,
            GoodImages = (template.GoodImages ?? new LineGoodImages()) with { Folders = [good] },
            Source = new FolderSourceOptions { Folder = test, SettleTime = TimeSpan.Zero },
        };
    }
}
