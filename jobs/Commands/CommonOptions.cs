using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using InspectFlow.Jobs.Definitions;

namespace InspectFlow.Jobs.Commands;

/// <summary>The options that verbs share.</summary>
public static class CommonOptions
{
    /// <summary>Gets <c>--device</c>: which device trains and scores.</summary>
    public static Option<string?> Device { get; } = new("--device")
    {
        Description = "auto (CUDA where there is one), cpu, cuda or cuda:1; takes the place of the line definition's",
        HelpName = "NAME",
        Recursive = true,
        Validators = { CheckDevice },
    };

    /// <summary>Gets <c>--threads</c>: how many threads torch, OpenCV and the pipeline share.</summary>
    public static Option<int?> Threads { get; } = new("--threads")
    {
        Description = "Threads that torch, OpenCV and the pipeline share, 0 for one a core; takes the place of the line definition's",
        HelpName = "N",
        Recursive = true,
        Validators = { CheckThreads },
    };

    /// <summary>Gets <c>--verbose</c>: whether details are wanted.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Show details, such as where in the program an error arose",
        Recursive = true,
    };

    /// <summary>Makes <c>--line</c>, the line definition that a verb works on.</summary>
    /// <param name="required">Whether the verb cannot do without.</param>
    /// <returns>The option.</returns>
    public static Option<string?> Line(bool required) => new("--line")
    {
        Description = "The line definition, a JSON file",
        HelpName = "FILE",
        Required = required,
    };

    /// <summary>Makes <c>--line</c> for a verb that works on one or more line definitions.</summary>
    /// <param name="description">What the verb does with them.</param>
    /// <returns>The option.</returns>
    public static Option<string[]> Lines(string description) => new("--line")
    {
        Description = description,
        HelpName = "FILE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };

    private static void CheckThreads(OptionResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : string.Empty;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) || threads > 1024)
        {
            result.AddError($"--threads takes a whole number from 0 to 1024, not '{text}'.");
        }
    }

    private static void CheckDevice(OptionResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : string.Empty;
        if (!Regex.IsMatch(text, LineDefinition.DevicePattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
        {
            result.AddError($"--device takes auto, cpu, cuda or cuda: and a number, not '{text}'.");
        }
    }
}
