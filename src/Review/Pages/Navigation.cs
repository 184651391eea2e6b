namespace InspectFlow.Review.Pages;

/// <summary>The pages that stand in the head of every page.</summary>
internal static class Navigation
{
    /// <summary>Gets the pages in their order. A page says which of them it belongs to by ViewData["Section"].</summary>
    public static IReadOnlyList<(string Title, string Address)> Entries { get; } =
    [
        ("Queue", "/"),
        ("Runs", "/runs"),
        ("Thresholds", "/line"),
    ];
}
