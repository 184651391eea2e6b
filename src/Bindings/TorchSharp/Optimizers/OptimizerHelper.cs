using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp.Modules;

/// <summary>What Adam and AdamW share: state of every parameter, one native call a step, saving and loading.</summary>
public abstract class OptimizerHelper : torch.optim.Optimizer
{
    private readonly Dictionary<Parameter, AdamW.State> _states = new(ReferenceEqualityComparer.Instance);

    private protected OptimizerHelper()
    {
    }

    public override torch.Tensor? step(Func<torch.Tensor>? closure = null)
    {
        torch.Tensor? loss = null;
        if (closure is not null)
            using (torch.enable_grad())
                loss = closure();
        foreach (var group in _groups)
            Step(group);
        return loss;
    }

    /// <summary>Writes settings and state, so that an optimizer over the same parameters continues bit by bit.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        writer.Write(GetType().Name);
        writer.Encode(_groups.Count);
        writer.Encode(_states.Count);
        foreach (var group in _groups)
            group.Options.Save(writer);
        foreach (var parameter in parameters())
            _states[parameter].SaveStateDict(writer);
    }

    /// <summary>Reads what <see cref="save_state_dict(BinaryWriter)"/> wrote.</summary>
    /// <exception cref="InvalidDataException">Written by another kind of optimizer.</exception>
    /// <exception cref="ArgumentException">Groups or parameters differ.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        var kind = reader.ReadString();
        if (!string.Equals(kind, GetType().Name, StringComparison.Ordinal))
            throw new InvalidDataException($"Mismatched optimizer type: expected '{GetType().Name}', but found '{kind}' in the loaded stream.");
        if (reader.Decode() != _groups.Count)
            throw new ArgumentException("Invalid optimizer state -- different number of parameter groups.");
        if (reader.Decode() != _states.Count)
            throw new ArgumentException("Invalid optimizer state -- different number of states.");
        foreach (var group in _groups)
            group.Options.Load(reader);
        foreach (var parameter in parameters())
            _states[parameter].LoadStateDict(reader);
    }

    private protected void Add(ParamGroup group, OptimizerOptions defaults)
    {
        group.Options.Complete(defaults);
        group.Parameters = group.Parameters.ToList();
        _groups.Add(group);
        foreach (var parameter in group.Parameters)
            _states[parameter] = new AdamW.State(parameter, group.Options.Settings().WithMaximum);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        foreach (var state in _states.Values)
            state.Dispose();
        _states.Clear();
    }

    private void Step(ParamGroup group)
    {
        var gradients = new List<torch.Tensor>();
        var items = new List<AdamParameter>();
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is not { } gradient)
                continue;
            gradients.Add(gradient);
            var state = _states[parameter];
            items.Add(new AdamParameter(parameter.Handle, gradient.Handle, state.exp_avg.Handle, state.exp_avg_sq.Handle, state.max_exp_avg_sq?.Handle ?? IntPtr.Zero, ++state.step));
        }
        Native.ift_adam_step(items.ToArray(), items.Count, group.Options.Settings());
        GC.KeepAlive(group);
        foreach (var gradient in gradients)
            gradient.Dispose();
    }
}
