using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Html;

/// <summary>What the scores are called on pages, with their units.</summary>
internal static class ScoreTitles
{
    public static string Of(string score) => Unit(score) is { Length: > 0 } unit ? $"{Name(score)}, {unit}" : Name(score);

    public static string Name(string score) => score switch
    {
        ScoreNames.Nll => "negative log-likelihood",
        ScoreNames.Peak => "local peak",
        ScoreNames.Typicality => "distance from typical",
        ScoreNames.Complexity => "nll less code length",
        ScoreNames.LocalTypicality => "local departure from typical",
        ScoreNames.LastScale => "negative log-likelihood of the last scale",
        ScoreNames.Joint => "whole and local view joined",
        _ => score,
    };

    public static string Unit(string score) => score switch
    {
        ScoreNames.Nll or ScoreNames.Complexity or ScoreNames.LastScale => "nats",
        ScoreNames.Peak => "nats per pixel, with mapFlow spreads",
        ScoreNames.LocalTypicality => "deviations",
        _ => "spreads",
    };
}
