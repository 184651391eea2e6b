using System.CommandLine;
using System.Globalization;
using InspectFlow.Jobs.Console;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Jobs.Training;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Commands;

/// <summary><c>inspectflow models</c>: lists a line's models and calibrations and what is in force, and puts another calibration in force.</summary>
internal sealed class ModelsVerb : Verb
{
    private const int ShownHash = 12;

    private readonly Option<string?> line = CommonOptions.Line(required: true);

    private readonly Option<string?> activate = new("--activate")
    {
        Description = "Put this calibration, and the model that it is of, in force; the beginning of its id will do",
        HelpName = "CALIBRATION",
    };

    private readonly Option<string> by = new("--by")
    {
        Description = "Who puts it in force, for the record; your user name unless given",
        HelpName = "NAME",
        DefaultValueFactory = _ => Environment.UserName,
    };

    /// <summary>Initializes a new instance of the <see cref="ModelsVerb"/> class.</summary>
    public ModelsVerb()
        : base("models", "List a line's models and calibrations, or put one in force")
    {
        Add(line);
        Add(activate);
        Add(by);
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var definition = context.LoadLine(context.Arguments.GetRequiredValue(line)!);
        if (!File.Exists(definition.Database))
        {
            throw new UsageException($"{definition.Database} does not exist yet: 'inspectflow train --line {definition.SourceFile}' makes it.");
        }

        using var store = InspectionStore.Open(definition.Database, context.Time);
        var record = store.FindLine(definition.Name) ?? throw new UsageException(
            $"{definition.Database} knows no line {definition.Name}: 'inspectflow train --line {definition.SourceFile}' makes it known.");
        if (context.Arguments.GetValue(activate) is { } wanted)
        {
            Activate(context, store, record, wanted);
        }

        List(context.Out, store, record, definition);
        return Task.FromResult(ExitCode.Done);
    }

    private void Activate(CommandContext context, InspectionStore store, LineRecord record, string wanted)
    {
        var matches = store.ListCalibrations(record.Id).Where(c => c.Id.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)).ToList();
        if (wanted.Length == 0 || matches.Count != 1)
        {
            throw new UsageException(matches.Count == 0
                ? $"the line {record.Name} has no calibration {wanted}; 'inspectflow models' without --activate lists them."
                : $"\"{wanted}\" begins the ids of {matches.Count} calibrations of the line {record.Name}; give more of it.");
        }

        var entry = store.Activate(record.Id, matches[0].ModelId, matches[0].Id, context.Arguments.GetRequiredValue(by));
        context.Out.WriteLine($"In force from now on: calibration {entry.CalibrationId} (entry {entry.Version}, by {entry.ActivatedBy}).\n");
    }

    private static void List(TextWriter writer, InspectionStore store, LineRecord record, LineDefinition definition)
    {
        var current = store.CurrentActivation(record.Id);
        var models = store.ListModels(record.Id);
        writer.WriteLine($"Models of {record.Name}");
        PlainTable.Write(
            writer,
            ["in force", "model", "family", "trained", "file"],
            [.. models.Select(m => new[] { Mark(m.Id, current?.ModelId), m.Sha256[..ShownHash], m.Family, At(m.TrainedAt), m.Path })]);
        foreach (var model in models)
        {
            writer.WriteLine($"score of {model.Sha256[..ShownHash]}: {DecidingScore.Of(definition, model)}");
            if (TrainedModel.ChoiceOf(model) is { } choice)
            {
                writer.WriteLine($"form of {model.Sha256[..ShownHash]}: {choice}");
            }
        }

        var hashes = models.ToDictionary(m => m.Id, m => m.Sha256[..ShownHash], StringComparer.Ordinal);
        writer.WriteLine($"\nCalibrations of {record.Name}");
        PlainTable.Write(
            writer,
            ["in force", "calibration", "model", "made", "score", "precision", "images", "from", "review above", "reject above"],
            [.. store.ListCalibrations(record.Id).Select(c => Row(c, hashes, current))]);
        writer.WriteLine(current is null
            ? "\nNothing is in force: put a calibration in force with --activate."
            : $"\nIn force since {At(current.ActivatedAt)}, by {current.ActivatedBy}.");
    }

    private static string[] Row(CalibrationRecord c, Dictionary<string, string> hashes, ActivationRecord? current) =>
    [
        Mark(c.Id, current?.CalibrationId),
        c.Id,
        hashes.GetValueOrDefault(c.ModelId, "?"),
        At(c.CreatedAt),
        c.Score,
        c.Precision,
        c.Calibration.Reference.Count.ToString(CultureInfo.InvariantCulture),
        c.Source,
        Threshold(c.Calibration.Review),
        c.Calibration.Reject is { } reject ? Threshold(reject) : "never",
    ];

    private static string Threshold(CalibratedThreshold threshold) =>
        string.Create(CultureInfo.InvariantCulture, $"{threshold.Value:G7} (p{threshold.Percentile:0.###})");

    private static string Mark(string id, string? current) => string.Equals(id, current, StringComparison.Ordinal) ? "yes" : string.Empty;

    private static string At(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
