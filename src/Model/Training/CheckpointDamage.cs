using System.Text.Json;

namespace InspectFlow.Model;

/// <summary>What tells that a checkpoint's content is damaged, though its tensors' table could be read.</summary>
internal static class CheckpointDamage
{
    /// <summary>Tells whether an exception comes of damaged content.</summary>
    /// <remarks>An optimizer's state is read by torch, in whose format lengths, names and shapes are as little protected as the values.</remarks>
    /// <param name="e">The exception.</param>
    public static bool Caused(Exception e) => e is
        JsonException or KeyNotFoundException or IOException or InvalidDataException or FormatException or OverflowException or ArgumentException;

    /// <summary>Gives the error to tell.</summary>
    /// <param name="path">The checkpoint.</param>
    /// <param name="cause">What was found out in reading.</param>
    public static ModelFormatException Of(string path, Exception cause) => new(
        path, $"has a position or optimizer state that can't be read ({cause.Message}); delete it to train anew", innerException: cause);
}
