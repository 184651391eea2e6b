using System.Globalization;

namespace InspectFlow.Model;

/// <summary>How the training of a <see cref="MapFlow"/> went.</summary>
/// <param name="Steps">The steps taken.</param>
/// <param name="KeptStep">After how many of them the weights were those that were kept; 0 where none improved on the whitening.</param>
/// <param name="WhitenedNll">The *select* pictures' nats per feature by the whitening alone; NaN without such pictures.</param>
/// <param name="KeptNll">Their nats per feature by the weights that were kept; NaN without such pictures.</param>
/// <param name="IsBrokenOff">Whether it ended before its time, at a loss or gradient that was no longer finite.</param>
internal sealed record MapFlowSummary(int Steps, int KeptStep, double WhitenedNll, double KeptNll, bool IsBrokenOff)
{
    /// <summary>Gets what a person should know; null when all went well.</summary>
    public string? Notice => !IsBrokenOff ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"The flow over maps learned for {Steps} steps only: at the next its loss was no longer finite. It keeps {Kept}. Look for odd pictures among the good ones, or train with another seed.");

    private string Kept => KeptStep == 0
        ? "the whitening that it started from"
        : string.Create(CultureInfo.InvariantCulture, $"its weights after step {KeptStep}");
}
