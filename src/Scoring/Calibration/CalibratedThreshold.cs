namespace InspectFlow.Scoring;

/// <summary>A threshold that was read off the scores of good images. A score above it (not equal to it) is flagged.</summary>
/// <param name="Percentile">The percentile that it stands for, in percent.</param>
/// <param name="Rank">Its rank among the reference scores, 1 for the smallest.</param>
/// <param name="Value">The threshold, in the unit of the score.</param>
/// <param name="FalseAlarms">The rate at which good parts will exceed it.</param>
public sealed record CalibratedThreshold(double Percentile, int Rank, double Value, FalseAlarmInterval FalseAlarms);
