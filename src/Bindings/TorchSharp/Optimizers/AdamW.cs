using TorchSharp.Interop;

namespace TorchSharp.Modules;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
public partial class AdamW : OptimizerHelper
{
    public AdamW(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        if (lr < 0)
            throw new ArgumentException($"Invalid learning rate: {lr}");
        if (eps < 0)
            throw new ArgumentException($"Invalid ε: {eps}");
        if (beta1 is < 0 or >= 1)
            throw new ArgumentException($"Invalid beta1: {beta1}");
        if (beta2 is < 0 or >= 1)
            throw new ArgumentException($"Invalid beta2: {beta2}");
        if (weight_decay < 0)
            throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
        var defaults = new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize };
        foreach (var group in parameters)
        {
            group.Options ??= new Options();
            Add(group, defaults);
        }
    }

    /// <summary>Settings; null where the optimizer's hold.</summary>
    public class Options : OptimizerOptions
    {
        public double? beta1;
        public double? beta2;
        public double? weight_decay;
        public double? eps;
        public bool? amsgrad;
        public bool? maximize;

        internal override void Complete(OptimizerOptions defaults)
        {
            var given = (Options)defaults;
            LearningRate ??= given.LearningRate;
            InitialLearningRate = LearningRate!.Value;
            beta1 ??= given.beta1;
            beta2 ??= given.beta2;
            weight_decay ??= given.weight_decay;
            eps ??= given.eps;
            amsgrad ??= given.amsgrad;
            maximize ??= given.maximize;
        }

        internal override AdamSettings Settings() =>
            new(LearningRate!.Value, beta1!.Value, beta2!.Value, eps!.Value, weight_decay!.Value, amsgrad!.Value, maximize!.Value, true);

        internal override void Save(BinaryWriter writer)
        {
            writer.Write(InitialLearningRate);
            writer.Write(LearningRate!.Value);
            writer.Write(beta1!.Value);
            writer.Write(beta2!.Value);
            writer.Write(eps!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(amsgrad!.Value);
            writer.Write(maximize!.Value);
        }

        internal override void Load(BinaryReader reader)
        {
            InitialLearningRate = reader.ReadDouble();
            LearningRate = reader.ReadDouble();
            beta1 = reader.ReadDouble();
            beta2 = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            amsgrad = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }
    }

    /// <summary>Parameters with settings of their own.</summary>
    public class ParamGroup : ParamGroup<Options>
    {
        public ParamGroup()
        {
        }
    }
}
