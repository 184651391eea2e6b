using System.Globalization;

namespace InspectFlow.Review;

/// <summary>An image as a form names it: with the version of its verdict that the page showed.</summary>
/// <param name="CaptureId">The capture's id.</param>
/// <param name="Version">The version seen.</param>
internal sealed record SeenItem(string CaptureId, int Version)
{
    /// <summary>Reads the form's value.</summary>
    /// <returns>The image, or null when the value is none.</returns>
    public static SeenItem? Parse(string? value) =>
        value?.Split(':') is [{ Length: > 0 and < 64 } id, var version] && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? new(id, seen)
            : null;

    /// <summary>Gives the form's value.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{CaptureId}:{Version}");
}
