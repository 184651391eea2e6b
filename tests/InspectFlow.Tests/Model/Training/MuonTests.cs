using InspectFlow.Model;
using Shouldly;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Training;

public sealed class MuonTests
{
    // What the polynomial, three times, makes of a share of the matrix's length.
    private static double Near(double share) => Enumerable.Range(0, 3).Aggregate(share, (x, _) =>
        (3.4445 * x) - (4.7750 * Math.Pow(x, 3)) + (2.0315 * Math.Pow(x, 5)));

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 1e-6)]
    public void Directions_of_a_matrix_stay_and_their_lengths_come_near_one(bool isTall, double size)
    {
        using var scope = NewDisposeScope();
        double[] lengths = [4, 2, 1, 0.5];
        var length = Math.Sqrt(lengths.Sum(s => s * s));
        var matrix = WithLengths([.. lengths.Select(s => s * size)]);
        var expected = WithLengths([.. lengths.Select(s => Near(s / length))]);

        var result = Muon.Orthogonalize(isTall ? matrix.t() : matrix);

        lengths.ShouldAllBe(s => Math.Abs(Near(s / length) - 1) < 0.4);
        Values(isTall ? result.t() : result).Zip(Values(expected)).ShouldAllBe(p => Math.Abs(p.First - p.Second) < 1e-3f);
    }

    [Fact]
    public void Nothing_comes_of_a_gradient_of_zero()
    {
        using var scope = NewDisposeScope();

        Values(Muon.Orthogonalize(zeros(3, 7))).ShouldAllBe(v => v == 0);
    }

    [Fact]
    public void A_step_turns_a_kernel_by_the_rate_and_keeps_its_length()
    {
        using var scope = NewDisposeScope();
        using var kernel = Kernel(4, 2, 3);
        using var muon = new Muon([kernel], 0.5);
        var (before, length) = (Values(kernel.detach()), kernel.norm().item<float>());

        muon.Step(0.1, OneByOne);

        var after = Values(kernel.detach());
        var moved = Math.Sqrt(before.Zip(after).Sum(p => Math.Pow(p.First - p.Second, 2)));
        (moved / length).ShouldBeInRange(0.06, 0.12);
        kernel.norm().item<float>().ShouldBe(length, 1e-5f * length);
    }

    [Fact]
    public void Steps_follow_the_gradients_of_before_as_well()
    {
        using var scope = NewDisposeScope();
        using var kernel = Kernel(4, 2, 3);
        using var muon = new Muon([kernel], 0.5);
        muon.Step(0.1, OneByOne);
        var before = Values(kernel.detach());
        using (no_grad())
        {
            kernel.grad!.mul_(0);
        }

        muon.Step(0.1, OneByOne);

        Values(kernel.detach()).ShouldNotBe(before);
    }

    [Fact]
    public void It_finds_a_kernel_of_a_given_length_that_a_product_asks_for()
    {
        using var scope = NewDisposeScope();
        using var kernel = Kernel(6, 6, 1);
        using var muon = new Muon([kernel], 0.9);
        var wanted = Samples(6, 6, 4).view(6, 6, 1, 1);
        wanted = wanted.mul(wanted.norm().pow(-1).mul(kernel.detach().norm()));
        double first = 0, last = 0;
        for (var step = 0; step < 200; step++)
        {
            var difference = kernel.detach().sub(wanted);
            last = difference.norm().item<float>();
            first = step == 0 ? last : first;
            using (no_grad())
            {
                kernel.grad!.copy_(difference);
            }

            muon.Step(0.1 * (1 - (step / 200.0)), OneByOne);
        }

        last.ShouldBeLessThan(0.05 * first);
    }

    private static void OneByOne(IReadOnlyList<Action> pieces) => pieces.ToList().ForEach(piece => piece());

    private static Parameter Kernel(int outputs, int inputs, int side)
    {
        var kernel = nn.Parameter(Samples(outputs, inputs * side * side, 1).view(outputs, inputs, side, side));
        kernel.grad = Samples(outputs, inputs * side * side, 2).view(outputs, inputs, side, side);
        return kernel;
    }

    private static Tensor Samples(int rows, int columns, long seed)
    {
        var random = new KeyedRandom(seed);
        return tensor([.. Enumerable.Range(0, rows * columns).Select(_ => (float)random.NextGaussian())], [rows, columns]);
    }

    // Four rows and eight columns with those lengths along known directions that are no axes (Hadamard's).
    private static Tensor WithLengths(double[] lengths)
    {
        var rows = Enumerable.Range(0, 4).Select(i => Enumerable.Range(0, 8).Select(j => (float)Enumerable.Range(0, 4).Sum(d =>
            Sign(i, d) / 2 * lengths[d] * Sign(j, d + 2) / Math.Sqrt(8))));
        return tensor([.. rows.SelectMany(r => r)], [4, 8]);
    }

    private static double Sign(int i, int j) => System.Numerics.BitOperations.PopCount((uint)(i & j)) % 2 == 0 ? 1 : -1;

    private static float[] Values(Tensor x) => x.contiguous().data<float>().ToArray();
}
