using TorchSharp.Interop;

namespace TorchSharp.Modules;

/// <summary>Settings of one group of parameters. What is null is taken from the optimizer.</summary>
public abstract class OptimizerOptions
{
    private protected OptimizerOptions()
    {
    }

    public double? LearningRate { get; set; }

    public double InitialLearningRate { get; set; }

    internal abstract void Complete(OptimizerOptions defaults);

    internal abstract AdamSettings Settings();

    internal abstract void Save(BinaryWriter writer);

    internal abstract void Load(BinaryReader reader);
}
