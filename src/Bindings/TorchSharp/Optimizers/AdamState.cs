namespace TorchSharp.Modules;

/// <summary>What Adam remembers of one parameter: steps done, running means of the gradient and of its square.</summary>
internal sealed class AdamState : IDisposable
{
    internal AdamState(Parameter parameter, bool withMaximum)
    {
        Mean = torch.zeros_like(parameter).DetachFromDisposeScope();
        Square = torch.zeros_like(parameter).DetachFromDisposeScope();
        Maximum = withMaximum ? torch.zeros_like(parameter).DetachFromDisposeScope() : null;
    }

    internal long Step { get; set; }

    internal torch.Tensor Mean { get; private set; }

    internal torch.Tensor Square { get; private set; }

    internal torch.Tensor? Maximum { get; private set; }

    public void Dispose()
    {
        Mean.Dispose();
        Square.Dispose();
        Maximum?.Dispose();
    }

    internal void To(torch.Device device)
    {
        Mean = Moved(Mean, device);
        Square = Moved(Square, device);
        Maximum = Maximum is null ? null : Moved(Maximum, device);
    }

    internal void Save(BinaryWriter writer)
    {
        writer.Write(Step);
        Mean.Save(writer);
        Square.Save(writer);
        writer.Write(Maximum is not null);
        Maximum?.Save(writer);
    }

    internal void Load(BinaryReader reader)
    {
        Step = reader.ReadInt64();
        Mean.Load(reader);
        Square.Load(reader);
        if (reader.ReadBoolean())
            (Maximum ??= torch.zeros_like(Square).DetachFromDisposeScope()).Load(reader);
    }

    private static torch.Tensor Moved(torch.Tensor tensor, torch.Device device) => tensor.to(device, disposeAfter: true).DetachFromDisposeScope();
}
