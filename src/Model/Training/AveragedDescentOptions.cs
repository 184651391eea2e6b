namespace InspectFlow.Model;

/// <summary>How <see cref="AveragedDescent"/> goes.</summary>
/// <param name="LearningRate">The learning rate at its peak.</param>
/// <param name="WarmUpSteps">The steps until the peak.</param>
/// <param name="WeightDecay">The weight decay of kernels that do not learn by Muon.</param>
/// <param name="GradientClip">The norm that gradients are cut to.</param>
/// <param name="EmaDecay">The decay of the average in a step; less in the first ones.</param>
/// <param name="KernelRate">How far a kernel that learns by Muon goes in a step at the peak, as a share of its length.</param>
/// <param name="KernelMomentum">What is left of such a kernel's momentum after a step.</param>
internal sealed record AveragedDescentOptions(
    double LearningRate, int WarmUpSteps, double WeightDecay, double GradientClip, double EmaDecay, double KernelRate = 0, double KernelMomentum = 0);
