using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Jobs.Demo;

/// <summary>How large a demo set is.</summary>
public sealed record DemoSetOptions
{
    /// <summary>Gets the seed; the same seed and sizes give the same files.</summary>
    /// <value>The default value is 1.</value>
    public long Seed { get; init; } = 1;

    /// <summary>Gets how many good parts there are to learn from.</summary>
    /// <value>The default value is 500.</value>
    [Range(1, 100_000)]
    public int TrainCount { get; init; } = 500;

    /// <summary>Gets how many good parts the night folder holds.</summary>
    /// <value>The default value is 160.</value>
    [Range(0, 100_000)]
    public int GoodCount { get; init; } = 160;

    /// <summary>Gets how many defective parts the night folder holds, the kinds in turn.</summary>
    /// <value>The default value is 50.</value>
    [Range(0, 100_000)]
    public int DefectiveCount { get; init; } = 50;

    /// <summary>Gets how many pictures of the night folder are there a second time under another name.</summary>
    /// <value>The default value is 4.</value>
    [Range(0, 1000)]
    public int DuplicateCount { get; init; } = 4;

    /// <summary>Gets a value indicating whether the night folder holds three files that are no pictures: one cut short, one empty, one text.</summary>
    /// <value>The default value is true.</value>
    public bool Corrupt { get; init; } = true;

    /// <summary>Gets the width of the pictures, in pixels.</summary>
    /// <value>The default value is 320.</value>
    [Range(32, 4096)]
    public int Width { get; init; } = PartRenderer.DefaultWidth;

    /// <summary>Gets the height of the pictures, in pixels.</summary>
    /// <value>The default value is 240.</value>
    [Range(32, 4096)]
    public int Height { get; init; } = PartRenderer.DefaultHeight;
}
