using InspectFlow.Reporting.Storage;
using Microsoft.AspNetCore.Http;

namespace InspectFlow.Review;

/// <summary>What every page works with: the database, the lines, the clock, and who looks.</summary>
internal sealed class ReviewContext(
    ReviewSiteOptions options, InspectionStore store, TimeProvider time, Reviewer reviewer, AccessGate gate, IHttpContextAccessor accessor)
{
    private readonly HttpContext http = accessor.HttpContext!;

    /// <summary>Gets the database.</summary>
    public InspectionStore Store => store;

    /// <summary>Gets the lines that the site shows.</summary>
    public IReadOnlyList<ReviewLine> Lines => options.Lines;

    /// <summary>Gets the ids of the lines.</summary>
    public IReadOnlyList<string> LineIds { get; } = [.. options.Lines.Select(l => l.Id)];

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time => time;

    /// <summary>Gets the name of who looks; null when it has to be asked for.</summary>
    public string? Name => reviewer.NameOf(http);

    /// <summary>Gets a value indicating whether the name comes from a proxy.</summary>
    public bool IsNamedByProxy => reviewer.IsNamedByProxy(http);

    /// <summary>Gets a value indicating whether the browser logged in, so that it may log out.</summary>
    public bool IsClosed => gate.IsClosed;

    /// <summary>Finds one of the site's lines.</summary>
    /// <param name="id">The line's id.</param>
    /// <returns>The line, or null when the site does not show it.</returns>
    public ReviewLine? FindLine(string id) => options.Lines.FirstOrDefault(l => string.Equals(l.Id, id, StringComparison.Ordinal));

    /// <summary>Gives the kinds of defects to offer for a line: the configured ones, then others used before.</summary>
    /// <param name="line">The line.</param>
    public IReadOnlyList<string> DefectTypes(ReviewLine line) =>
        [.. line.DefectTypes.Concat(store.ListDefectTypes(line.Id)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Gives an instant as people here read it, to the minute.</summary>
    /// <param name="instant">The instant.</param>
    public string Show(DateTimeOffset instant) => Format.Minute(TimeZoneInfo.ConvertTime(instant, time.LocalTimeZone));

    /// <summary>Gives the instant at which a day begins here.</summary>
    /// <param name="day">The day.</param>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new(midnight, time.LocalTimeZone.GetUtcOffset(midnight));
    }
}
