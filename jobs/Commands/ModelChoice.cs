using System.CommandLine;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Commands;

/// <summary>The options by which a command line changes what kind of model is trained.</summary>
internal sealed class ModelChoice
{
    private readonly Option<string?> family = new("--family")
    {
        Description = "The form of the model: glow, realnvp, realnvp-dense or feature",
        HelpName = "NAME",
    };

    private readonly Option<string?> backbone = new("--backbone")
    {
        Description = "A safetensors file with a pretrained network (mobilenet_v2, resnet18, wide_resnet50_2, resnet50-v2) for the feature family",
        HelpName = "FILE",
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Verb verb)
    {
        verb.Add(family);
        verb.Add(backbone);
    }

    /// <summary>Gives a line with the command line's changes.</summary>
    /// <exception cref="OptionsException">There is no such family, or it does not go with the rest of the line.</exception>
    /// <exception cref="UsageException">A backbone is given for a family that has no features.</exception>
    public LineDefinition Apply(ParseResult arguments, LineDefinition line)
    {
        var file = arguments.GetValue(backbone);
        var name = arguments.GetValue(family) ?? (file is null ? line.Model.Family : FlowArchitecture.Feature);
        if (file is not null && name is not FlowArchitecture.Feature)
        {
            throw new UsageException($"--backbone goes with the feature family, not with {name}; leave one of them out.");
        }

        // A family named here stands above the line's, and what belongs to that one goes with it.
        var own = name is FlowArchitecture.Feature ? line.Model.Backbone : null;
        var model = line.Model with { Family = name, Backbone = file is null ? own : Path.GetFullPath(file) };
        var isOther = !string.Equals(name, line.Model.Family, StringComparison.Ordinal);
        var changed = line with { Model = model, HasDefaultFamily = line.HasDefaultFamily && arguments.GetValue(family) is null };
        var whole = isOther ? changed.WithFamilyDefaults(line.NamedPreprocessing) : changed;
        OptionsValidator.Validate(whole, "the command line with the line");
        return whole;
    }
}
