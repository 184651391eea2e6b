using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private readonly OrderedDictionary<string, Module> _modules = new(StringComparer.Ordinal);
            private readonly OrderedDictionary<string, Parameter> _parameters = new(StringComparer.Ordinal);
            private readonly OrderedDictionary<string, (Tensor Tensor, bool Persistent)> _buffers = new(StringComparer.Ordinal);

            private bool _registered;

            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _modules.Remove(name);
                    return;
                }
                if (string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal))
                    throw new ArgumentException($"A module's name can't be empty or hold a dot, got: \"{name}\".", nameof(name));
                if (_modules.ContainsKey(name))
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
                submodule.RegisterComponents();
                _modules.Add(name, submodule);
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                    throw new ArgumentNullException(nameof(param), "A null tensor cannot be registered as a parameter.");
                if (!_parameters.TryAdd(name, param))
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid)
                    throw new ArgumentNullException(nameof(tensor), "A null tensor cannot be registered as a buffer.");
                if (!_buffers.TryAdd(name, (tensor, persistent)))
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
            }

            /// <summary>Registers what the fields hold, under the fields' names: modules, parameters, and other tensors as buffers.</summary>
            protected virtual void RegisterComponents()
            {
                if (_registered)
                    return;
                foreach (var field in Fields())
                {
                    var component = field.ComponentName();
                    if (_modules.ContainsKey(component) || _parameters.ContainsKey(component) || _buffers.ContainsKey(component))
                        continue;
                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(component, module);
                            break;
                        case Parameter parameter:
                            register_parameter(component, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(component, tensor);
                            break;
                    }
                }
                _registered = true;
            }

            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null)
                    _parameters.Remove(name);
                else
                    _parameters[name] = value;
            }

            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null)
                    _buffers.Remove(name);
                else
                    _buffers[name] = (value, persistent);
            }

            // The most derived class's fields come first; a field hides those of the same name below it.
            private IEnumerable<FieldInfo> Fields()
            {
                var seen = new HashSet<string>(StringComparer.Ordinal);
                for (var type = GetType(); type is not null && type != typeof(object); type = type.BaseType)
                    foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
                        if (seen.Add(field.Name))
                            yield return field;
            }
        }
    }
}
