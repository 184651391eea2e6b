using System.CommandLine;
using System.Text.Json;
using InspectFlow.Jobs.Doctor;
using InspectFlow.Jobs.Definitions;

namespace InspectFlow.Jobs.Commands;

/// <summary><c>inspectflow doctor</c>: says what works on this machine and, with a line, what that line would work with.</summary>
internal sealed class DoctorVerb : Verb
{
    private readonly Option<string?> line = CommonOptions.Line(required: false);

    /// <summary>Initializes a new instance of the <see cref="DoctorVerb"/> class.</summary>
    public DoctorVerb()
        : base("doctor", "Check the installation, the devices and, with --line, a line's folders, database and settings") => Add(line);

    /// <inheritdoc/>
    public override Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var fault = TryLoad(context, out var definition);
        var device = definition?.Device ?? context.Device ?? "auto";
        var threads = definition?.Threads ?? context.Threads ?? 0;
        var worst = FindingLevel.Ok;
        var settled = definition is null ? null : SettledLine.Of(definition, device, context.Time);
        foreach (var finding in Examination.Run(settled, device, threads, context.Time).Concat(fault is null ? [] : [fault]))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Print(context.Out, finding);
            worst = finding.Level > worst ? finding.Level : worst;
        }

        if (settled is not null)
        {
            context.Out.WriteLine("\nThe line's settings, with every default filled in:");
            context.Out.WriteLine(JsonSerializer.Serialize(settled, LineJson.Readable));
        }

        return Task.FromResult(worst == FindingLevel.Fail ? ExitCode.Failed : ExitCode.Done);
    }

    private Finding? TryLoad(CommandContext context, out LineDefinition? definition)
    {
        definition = null;
        if (context.Arguments.GetValue(line) is not { } path)
        {
            return null;
        }

        try
        {
            definition = context.LoadLine(path);
            return null;
        }
        catch (InspectFlowException e) when (e is OptionsException or LineDefinitionException)
        {
            return Finding.Fail("line", e.Message, "Correct the file; jobs/lines/example.json shows every member.");
        }
    }

    private static void Print(TextWriter writer, Finding finding)
    {
        var level = finding.Level switch
        {
            FindingLevel.Ok => "ok  ",
            FindingLevel.Warn => "warn",
            _ => "FAIL",
        };
        writer.WriteLine($"{level}  {finding.Subject}: {finding.Text}");
        if (finding.Fix is not null)
        {
            writer.WriteLine($"      -> {finding.Fix}");
        }
    }
}
