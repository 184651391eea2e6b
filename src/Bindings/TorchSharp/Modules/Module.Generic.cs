namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A function of one input.</summary>
        public interface IModule<T, TResult>
        {
            TResult call(T input1);
        }

        /// <summary>A module of one input. Callers use <see cref="call"/>, which in the real library runs the hooks too.</summary>
        public abstract class Module<T, TResult>(string name) : Module(name), IModule<T, TResult>
        {
            public abstract TResult forward(T input);

            public TResult call(T input) => forward(input);
        }
    }
}
