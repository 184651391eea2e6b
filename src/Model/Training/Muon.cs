using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Muon (Jordan et al., 2024) for kernels that a normalization follows: the momentum of a kernel's gradient is brought near the closest
/// matrix whose directions are all of one length, so that each direction of the kernel learns as fast as the others. A step is a share of the kernel's
/// own length, which stays what it was: the normalization takes it out anyway.
/// </summary>
internal sealed class Muon : IDisposable
{
    // The polynomial a x + b x³ + c x⁵ of singular values, which Jordan et al. chose to be steep at 0 and near 1 for what it is applied to again.
    private const double A = 3.4445;
    private const double B = -4.7750;
    private const double C = 2.0315;

    // Three times took the loss as far as five, in three fifths of the time.
    private const int Iterations = 3;
    private const double Least = 1e-20;

    private readonly double decay;
    private readonly List<Kernel> kernels = [];

    /// <summary>Initializes a new instance of the <see cref="Muon"/> class.</summary>
    /// <param name="kernels">The kernels, each with the gradient that backward passes add to; their first dimension is the outputs'.</param>
    /// <param name="decay">What is left of the momentum after a step.</param>
    public Muon(IEnumerable<Parameter> kernels, double decay)
    {
        this.decay = decay;
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var all = kernels.ToList();
        Momentum = zeros(all.Sum(k => k.numel()), device: all[0].device).DetachFromDisposeScope();
        long offset = 0;
        foreach (var kernel in all)
        {
            var (rows, length) = (kernel.shape[0], kernel.numel());
            this.kernels.Add(new Kernel(
                kernel.detach().view(rows, -1).DetachFromDisposeScope(),
                kernel.grad!.view(rows, -1).DetachFromDisposeScope(),
                Momentum.narrow(0, offset, length).view(rows, -1).DetachFromDisposeScope(),
                kernel.norm().item<float>()));
            offset += length;
        }
    }

    /// <summary>Gets the momenta of all kernels, one after the other.</summary>
    public Tensor Momentum { get; }

    /// <summary>Takes a step by the gradients that are there.</summary>
    /// <param name="rate">How far each kernel goes, as a share of its length.</param>
    /// <param name="run">Runs pieces of work, in any order and at once if it can, and waits for them.</param>
    public void Step(double rate, Action<IReadOnlyList<Action>> run) =>
        run([.. kernels.OrderByDescending(k => k.Value.numel()).Select<Kernel, Action>(k => () => Step(k, rate))]);

    public void Dispose()
    {
        foreach (var kernel in kernels)
        {
            kernel.Value.Dispose();
            kernel.Gradient.Dispose();
            kernel.Momentum.Dispose();
        }

        Momentum.Dispose();
    }

    /// <summary>Brings the directions of a matrix near one length.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <returns>A matrix with its singular vectors and singular values near 1, but for those that were next to nothing.</returns>
    internal static Tensor Orthogonalize(Tensor matrix)
    {
        using var scope = NewDisposeScope();
        var isTall = matrix.shape[0] > matrix.shape[1];
        var wide = (isTall ? matrix.t() : matrix).mul(matrix.norm().add(Least).pow(-1));

        // All in the matrix of its rows' products, which is small: a polynomial of it, applied once in the end.
        var products = wide.matmul(wide.t());
        var one = ones(wide.shape[0], device: matrix.device).diag();
        Tensor? whole = null;
        for (var i = 1; ; i++)
        {
            var factor = products.matmul(products).mul(C).add(products, alpha: B).add(one, alpha: A);
            whole = whole is null ? factor : factor.matmul(whole);
            if (i == Iterations)
            {
                break;
            }

            products = products.matmul(factor).matmul(factor);
        }

        var result = whole.matmul(wide);
        return (isTall ? result.t() : result).MoveToOuterDisposeScope();
    }

    private void Step(Kernel kernel, double rate)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        kernel.Momentum.mul_(decay).add_(kernel.Gradient);

        // As if the next step had the same gradient (Nesterov).
        var direction = Orthogonalize(kernel.Gradient.add(kernel.Momentum, alpha: decay));
        kernel.Value.add_(direction, alpha: -rate * kernel.Length / Math.Sqrt(Math.Min(direction.shape[0], direction.shape[1])));
        kernel.Value.copy_(kernel.Value.mul(kernel.Value.norm().pow(-1).mul(kernel.Length)));
    }

    private sealed record Kernel(Tensor Value, Tensor Gradient, Tensor Momentum, double Length);
}
