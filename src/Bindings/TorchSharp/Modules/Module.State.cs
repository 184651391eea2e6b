using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The parameters and buffers by name. The tensors are the module's own, not copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= new Dictionary<string, Tensor>(StringComparer.Ordinal);
                string Key(string name) => string.IsNullOrEmpty(prefix) ? name : $"{prefix}.{name}";
                foreach (var (name, parameter) in named_parameters())
                    destination.TryAdd(Key(name), parameter);
                foreach (var (name, buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(Key(name), buffer);
                foreach (var (name, module) in _modules)
                    module.state_dict(destination, Key(name));
                return destination;
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                var kept = state_dict().Where(item => skip?.Contains(item.Key) != true).ToList();
                writer.Encode(kept.Count);
                foreach (var (name, tensor) in kept)
                {
                    writer.Write(name);
                    tensor.Save(writer);
                }
                return this;
            }

            /// <summary>Reads what <see cref="save(BinaryWriter, IList{string})"/> wrote.</summary>
            /// <exception cref="ArgumentException">A name or the count differs and <paramref name="strict"/> is set.</exception>
            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                var own = state_dict();
                var count = reader.Decode();
                if (strict && count != own.Count)
                    throw new ArgumentException($"Mismatched state_dict sizes: expected {own.Count}, but found {count} entries.");
                for (var i = 0L; i < count; i++)
                {
                    var key = reader.ReadString();
                    var found = own.TryGetValue(key, out var tensor);
                    if (!found && strict)
                        throw new ArgumentException($"Mismatched module state names: the target modules does not have a submodule or buffer named '{key}'");
                    if (found && skip?.Contains(key) != true)
                        tensor!.Load(reader);
                    else
                        TensorExtensionMethods.Skip(reader);
                    loadedParameters?.Add(key, found);
                }
                return this;
            }
        }
    }
}
