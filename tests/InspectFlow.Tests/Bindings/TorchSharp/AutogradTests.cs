using Shouldly;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Bindings.Torch;

public sealed class AutogradTests
{
    [Fact]
    public void Gradients_of_a_small_convolutional_net_agree_with_finite_differences()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(7);
        var x = randn([2, 2, 5, 5], ScalarType.Float64, generator: random);
        Parameter[] parameters =
        [
            nn.Parameter(randn([3, 2, 3, 3], ScalarType.Float64, generator: random)),
            nn.Parameter(randn([3], ScalarType.Float64, generator: random)),
            nn.Parameter(randn([3, 4], ScalarType.Float64, generator: random)),
        ];
        Tensor Loss()
        {
            var hidden = nn.functional.silu(nn.functional.conv2d(x, parameters[0], parameters[1], padding: [1, 1]));
            return (hidden.mean([2, 3]).matmul(parameters[2]).exp() + 1).log().sum();
        }

        Loss().backward();

        foreach (var parameter in parameters)
        {
            var gradient = parameter.grad!.data<double>().ToArray();
            for (var i = 0; i < gradient.Length; i += 3)
                gradient[i].ShouldBe(Slope(parameter, i, Loss), 1e-6);
        }
    }

    [Fact]
    public void Nothing_is_recorded_without_gradients_and_the_former_state_returns()
    {
        using var scope = NewDisposeScope();
        var x = ones(2).requires_grad_();

        using (no_grad())
        {
            (x * 2).requires_grad.ShouldBeFalse();
            using (enable_grad())
                (x * 2).requires_grad.ShouldBeTrue();
            (x * 2).requires_grad.ShouldBeFalse();
        }

        (x * 2).requires_grad.ShouldBeTrue();
    }

    [Fact]
    public void Gradients_add_up_until_they_are_cleared()
    {
        using var scope = NewDisposeScope();
        var x = ones(2).requires_grad_();

        x.grad.ShouldBeNull();
        x.sum().backward();
        x.sum().backward();
        x.grad!.data<float>().ToArray().ShouldBe([2, 2]);
        x.grad = null;

        x.grad.ShouldBeNull();
    }

    private static double Slope(Parameter parameter, int index, Func<Tensor> loss)
    {
        const double Step = 1e-5;
        using var _ = no_grad();
        double At(double offset)
        {
            var values = parameter.data<double>();
            var before = values[index];
            values[index] = before + offset;
            var value = loss().item<double>();
            values[index] = before;
            return value;
        }

        return (At(Step) - At(-Step)) / (2 * Step);
    }
}
