using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<IntPtr> { IntPtr.Zero };
                foreach (var (name, parameter) in _parameters)
                    if (seen.Add(parameter.handle))
                        yield return (name, parameter);
                if (!recurse)
                    yield break;
                foreach (var (prefix, module) in _modules)
                    foreach (var (name, parameter) in module.named_parameters())
                        if (seen.Add(parameter.handle))
                            yield return ($"{prefix}.{name}", parameter);
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(item => item.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<IntPtr> { IntPtr.Zero };
                // As in the real library, non-persistent buffers are never listed.
                foreach (var (name, (buffer, persistent)) in _buffers)
                    if (persistent && seen.Add(buffer.handle))
                        yield return (name, buffer);
                if (!recurse)
                    yield break;
                foreach (var (prefix, module) in _modules)
                    foreach (var (name, buffer) in module.named_buffers(true, include_nonpersistent))
                        if (seen.Add(buffer.handle))
                            yield return ($"{prefix}.{name}", buffer);
            }

            public virtual IEnumerable<(string name, Module module)> named_children() => _modules.Select(item => (item.Key, item.Value));

            /// <summary>All modules below this one, without itself.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (name, module) in _modules)
                    yield return (name, module);
                foreach (var (prefix, module) in _modules)
                    foreach (var (name, below) in module.named_modules())
                        yield return ($"{prefix}.{name}", below);
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(item => item.module);

            public virtual Parameter? get_parameter(string target) =>
                _parameters.TryGetValue(target, out var parameter) ? parameter : Child(target, out var rest)?.get_parameter(rest);

            private Module? Child(string target, out string rest)
            {
                var dot = target.IndexOf('.', StringComparison.Ordinal);
                rest = target[(dot + 1)..];
                return dot < 0 ? null : named_children().FirstOrDefault(item => string.Equals(item.name, target[..dot], StringComparison.Ordinal)).module;
            }
        }
    }
}
