namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A named tree of parameters, buffers and sub-modules.</summary>
        public partial class Module : IDisposable
        {
            protected string? name;

            private bool _disposed;
            private bool _training = true;

            protected Module(string name) => this.name = name;

            /// <summary>Whether layers behave as in training; true for a new module.</summary>
            public virtual bool training => _training;

            public virtual void train(bool train = true)
            {
                _training = train;
                foreach (var (_, child) in named_children())
                    child.train(train);
            }

            public virtual void eval() => train(false);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Frees the parameters, the buffers and the sub-modules.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || _disposed)
                    return;
                _disposed = true;
                foreach (var (_, buffer) in named_buffers(false).ToList())
                    buffer.DetachFromDisposeScope().Dispose();
                foreach (var (_, parameter) in named_parameters(false).ToList())
                    parameter.DetachFromDisposeScope().Dispose();
                foreach (var (_, module) in named_modules().ToList())
                    module.Dispose();
            }
        }
    }
}
