using InspectFlow.Model;

namespace InspectFlow.Tests.Model.Features.Learning;

/// <summary>Good pictures to learn from and an encoder that takes no time.</summary>
internal static class ToyParts
{
    public static LearnedEncoderOptions Small(int channels = 1) => new()
    {
        Channels = channels,
        Widths = [8, 8, 8, 8],
        Blocks = [1, 1, 1, 1],
        TopDownWidths = [8, 8, 8],
        HalfScale = false,
    };

    public static LearnedEncoderTrainingOptions Training(int steps) => new()
    {
        Steps = steps,
        BatchSize = 8,
        ShareSize = 4,
        ViewSize = 32,
        WarmUpSteps = 5,
        LearningRate = 0.01,
        EmaDecay = 0.9,
        Seed = 3,
    };

    public static LearningPictures Pictures(int channels = 1) => new(
        [.. Enumerable.Range(0, 12).Select(i => TensorSamples.Picture(new KeyedRandom(i), channels, 64, 96))], channels, 64, 96);
}
