namespace TorchSharp.Modules;

public partial class AdamW
{
    /// <summary>What is remembered of one parameter: steps done, running means of the gradient and of its square, and the highest of the latter with AMSGrad.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        public long step;
        public torch.Tensor exp_avg;
        public torch.Tensor exp_avg_sq;
        public torch.Tensor? max_exp_avg_sq;

        internal State(Parameter parameter, bool amsgrad)
        {
            exp_avg = Zeros(parameter);
            exp_avg_sq = Zeros(parameter);
            max_exp_avg_sq = amsgrad ? Zeros(parameter) : null;
        }

        public void Dispose()
        {
            exp_avg.Dispose();
            exp_avg_sq.Dispose();
            max_exp_avg_sq?.Dispose();
        }

        public override void to(torch.Device device)
        {
            exp_avg = Moved(exp_avg, device);
            exp_avg_sq = Moved(exp_avg_sq, device);
            max_exp_avg_sq = max_exp_avg_sq is null ? null : Moved(max_exp_avg_sq, device);
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            exp_avg.Save(writer);
            exp_avg_sq.Save(writer);
            writer.Write(max_exp_avg_sq is not null);
            max_exp_avg_sq?.Save(writer);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            exp_avg.Load(reader);
            exp_avg_sq.Load(reader);
            if (reader.ReadBoolean())
                (max_exp_avg_sq ??= Zeros(exp_avg_sq)).Load(reader);
        }

        private static torch.Tensor Zeros(torch.Tensor like) => torch.zeros_like(like).DetachFromDisposeScope();

        private static torch.Tensor Moved(torch.Tensor tensor, torch.Device device) => tensor.to(device, disposeAfter: true).DetachFromDisposeScope();
    }
}
