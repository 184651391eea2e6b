using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Extremal;

/// <summary>What the scores are called on pages, with their units.</summary>
internal static class ScoreTitles
{
    public static string Of(string score) => score switch
    {
        ScoreNames.Nll => "negative log-likelihood, nats",
        ScoreNames.Peak => "local peak, nats per pixel",
        ScoreNames.Typicality => "distance from typical, spreads",
        ScoreNames.Complexity => "nll less code length, nats",
        ScoreNames.LocalTypicality => "local departure from typical, deviations",
        ScoreNames.LastScale => "negative log-likelihood of the last scale, nats",
        ScoreNames.Joint => "whole and local view joined",
        _ => score,
    };
}
