namespace InspectFlow.Jobs.Training;

/// <summary>How many folds suit a number of good images.</summary>
internal static class FoldAdvice
{
    private const int Few = 100;

    /// <summary>Gives the command that calibrates on all images.</summary>
    /// <param name="images">How many good images there are.</param>
    public static string Of(int images) => images < Few ? "'train --folds 10'" : "'train --folds 5'";
}
