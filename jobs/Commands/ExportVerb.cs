using System.CommandLine;
using System.Globalization;
using InspectFlow.Reporting.Export;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Commands;

/// <summary><c>inspectflow export</c>: writes the images that people judged as a labelled data set.</summary>
internal sealed class ExportVerb : Verb
{
    private readonly Option<string?> line = CommonOptions.Line(required: true);

    private readonly Option<string> output = new("--out")
    {
        Description = "The folder for train/good, test/good, test/KIND and manifest.csv; it must be empty, or not there",
        HelpName = "DIR",
        Required = true,
    };

    /// <summary>Initializes a new instance of the <see cref="ExportVerb"/> class.</summary>
    public ExportVerb()
        : base("export", "Write the images with verdicts as a data set for train and evaluate")
    {
        Add(line);
        Add(output);
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var definition = context.LoadLine(context.Arguments.GetRequiredValue(line)!);
        var folder = Path.GetFullPath(context.Arguments.GetRequiredValue(output));
        if (!File.Exists(definition.Database))
        {
            throw new UsageException($"{definition.Database} is not there yet: nobody has judged anything. Run: inspectflow review --line {definition.SourceFile}");
        }

        using var store = InspectionStore.Open(definition.Database, context.Time);
        var record = store.FindLine(definition.Name) ?? throw new UsageException(
            $"{definition.Database} knows no line {definition.Name}; 'inspectflow scan --line {definition.SourceFile}' makes it known.");
        var summary = new VerdictExport(store, VerdictExport.In(definition.Source?.Folder)).WriteFolder(record.Id, folder, cancellationToken);
        context.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"exported     {summary.Train} good to train/good, {summary.TestGood} to test/good, {summary.Defective} defective under test/"));
        if (summary.Stored > 0)
        {
            context.Out.WriteLine($"stored       {summary.Stored} of them are the pictures that the database keeps: their source files are gone or have other content");
        }

        if (summary.Missing > 0)
        {
            context.Out.WriteLine($"missing      {summary.Missing} judged images of which nothing is left; manifest.csv names them");
        }

        context.Out.WriteLine($"manifest     {Path.Combine(folder, "manifest.csv")}");
        if (summary.Train + summary.TestGood + summary.Defective == 0)
        {
            context.Out.WriteLine($"Nobody has judged an image of this line good or defective yet: inspectflow review --line {definition.SourceFile}");
        }

        return Task.FromResult(ExitCode.Done);
    }
}
