namespace InspectFlow.Model;

/// <summary>How <see cref="AveragedDescent"/> goes.</summary>
/// <param name="LearningRate">The learning rate at its peak.</param>
/// <param name="WarmUpSteps">The steps until the peak.</param>
/// <param name="WeightDecay">The weight decay of kernels.</param>
/// <param name="GradientClip">The norm that gradients are cut to.</param>
/// <param name="EmaDecay">The decay of the average in a step; less in the first ones.</param>
internal sealed record AveragedDescentOptions(double LearningRate, int WarmUpSteps, double WeightDecay, double GradientClip, double EmaDecay);
