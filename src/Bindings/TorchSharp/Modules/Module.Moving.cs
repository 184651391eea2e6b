using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            // Moved parameters and buffers are new objects; the fields and properties that held the old ones are set to them.
            internal virtual void Move(ScalarType? dtype, Device? device)
            {
                if (dtype is { } wanted && !is_floating_point(wanted))
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={wanted}");
                foreach (var (_, child) in named_children())
                    child.Move(dtype, device);
                var fields = Fields().ToDictionary(field => field.ComponentName(), StringComparer.Ordinal);
                foreach (var (name, parameter) in named_parameters(false).ToList())
                {
                    if (Moved(parameter, dtype, device) is not { } moved)
                        continue;
                    parameter.Dispose();
                    ConditionallyRegisterParameter(name, moved);
                    Set(fields, name, moved);
                }
                foreach (var (name, buffer) in named_buffers(false).ToList())
                {
                    var type = is_floating_point(buffer.dtype) ? dtype ?? buffer.dtype : buffer.dtype;
                    var place = device ?? buffer.device;
                    if (!buffer.WouldChange(type, place))
                        continue;
                    var moved = buffer.to(type, place, disposeAfter: true).DetachFromDisposeScope();
                    ConditionallyRegisterBuffer(name, moved);
                    Set(fields, name, moved);
                }
            }

            private static Parameter? Moved(Parameter parameter, ScalarType? dtype, Device? device)
            {
                var type = is_floating_point(parameter.dtype) ? dtype ?? parameter.dtype : parameter.dtype;
                var place = device ?? parameter.device;
                if (!parameter.WouldChange(type, place))
                    return null;
                // Without recording: the moved parameter is a leaf of its own.
                using var _ = no_grad();
                var moved = new Parameter(parameter.to(type, place), parameter.requires_grad);
                moved.DetachFromDisposeScope();
                using var gradient = parameter.grad;
                if (gradient is not null)
                {
                    using var movedGradient = gradient.to(type, place);
                    moved.grad = movedGradient;
                }
                return moved;
            }

            private void Set(Dictionary<string, FieldInfo> fields, string name, Tensor value)
            {
                if (GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance) is { } property)
                    property.SetValue(this, value);
                else if (fields.TryGetValue(name, out var field))
                    field.SetValue(this, value);
            }
        }
    }
}
