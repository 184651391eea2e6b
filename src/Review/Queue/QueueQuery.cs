using System.Globalization;
using InspectFlow.Reporting.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace InspectFlow.Review;

/// <summary>
/// The queue's filter as it stands in addresses: every page that belongs to a queue carries it along, so that "next" and "back" mean
/// the same queue. What is not understood is left out.
/// </summary>
internal sealed record QueueQuery
{
    /// <summary>The state that stands for all.</summary>
    public const string AllStates = "all";

    private const int MaxText = 200;

    /// <summary>Gets the line's name, or null for all.</summary>
    public string? Line { get; init; }

    /// <summary>Gets the run's id, or null.</summary>
    public string? Run { get; init; }

    /// <summary>Gets why images are in the queue, or null for any reason.</summary>
    public ReviewDecision? Decision { get; init; }

    /// <summary>Gets how they stand; null for all.</summary>
    public ReviewState? State { get; init; } = ReviewState.Open;

    /// <summary>Gets the kind of defect, or null.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the least score, or null.</summary>
    public double? From { get; init; }

    /// <summary>Gets the greatest score, or null.</summary>
    public double? To { get; init; }

    /// <summary>Gets the first day of decision, or null.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Gets the last day of decision, or null.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Gets the text to search for, or null.</summary>
    public string? Search { get; init; }

    /// <summary>Gets the order.</summary>
    public ReviewOrder Order { get; init; }

    /// <summary>Gets a value indicating whether anything but line, state and order is narrowed down.</summary>
    public bool IsNarrow => Run is not null || Decision is not null || Type is not null || From is not null || To is not null ||
        Since is not null || Until is not null || Search is not null;

    /// <summary>Reads the filter of an address.</summary>
    /// <param name="query">The address's query.</param>
    public static QueueQuery Read(IQueryCollection query) => new()
    {
        Line = Text(query["line"]),
        Run = Text(query["run"]),
        Decision = Choice<ReviewDecision>(query["decision"]),
        State = string.Equals(query["state"], AllStates, StringComparison.Ordinal) ? null : Choice<ReviewState>(query["state"]) ?? ReviewState.Open,
        Type = Text(query["type"]),
        From = Number(query["from"]),
        To = Number(query["to"]),
        Since = Day(query["since"]),
        Until = Day(query["until"]),
        Search = Text(query["q"]),
        Order = Choice<ReviewOrder>(query["order"]) ?? ReviewOrder.Worst,
    };

    /// <summary>Gives the filter as the database takes it.</summary>
    /// <param name="site">Tells the lines and the time zone.</param>
    public ReviewFilter ToFilter(ReviewContext site) => new()
    {
        LineIds = Line is null ? site.LineIds : [.. site.Lines.Where(l => string.Equals(l.Name, Line, StringComparison.Ordinal)).Select(l => l.Id)],
        RunId = Run,
        Decision = Decision,
        State = State,
        DefectType = Type,
        ScoreFrom = From,
        ScoreTo = To,
        Since = Since is { } since ? site.StartOf(since) : null,
        Until = Until is { } until ? site.StartOf(until.AddDays(1)) : null,
        Search = Search,
        Order = Order,
    };

    /// <summary>Gives the members that are not at their defaults, as an address takes them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Members()
    {
        KeyValuePair<string, string?>[] all =
        [
            new("line", Line),
            new("state", State is null ? AllStates : State == ReviewState.Open ? null : Name(State)),
            new("order", Order == ReviewOrder.Worst ? null : Name(Order)),
            new("run", Run),
            new("decision", Decision is null ? null : Name(Decision)),
            new("type", Type),
            new("from", From is { } from ? Format.Raw(from) : null),
            new("to", To is { } to ? Format.Raw(to) : null),
            new("since", Since?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            new("until", Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            new("q", Search),
        ];
        return all.Where(m => m.Value is not null)!;
    }

    /// <summary>Gives the address of a page with this filter.</summary>
    /// <param name="path">The page.</param>
    /// <param name="more">What the page takes besides; what has no value is left out.</param>
    public string Url(string path, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var query = new QueryBuilder(Members());
        foreach (var (name, value) in more)
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }

        return path + query;
    }

    private static string Name(Enum value) => value.ToString().ToLowerInvariant();

    private static string? Text(string? text) => SafeText.Line(text, MaxText);

    private static T? Choice<T>(string? text)
        where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text![0]) ? value : null;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day : null;
}
