using Shouldly;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Bindings.Torch;

public sealed class OptimizerTests
{
    [Fact]
    public void Steps_agree_with_the_published_update_rule()
    {
        using var scope = NewDisposeScope();
        double[] gradients = [0.5, -1.25, 2.0, 0.1];
        var parameter = nn.Parameter(tensor(0.8));
        using var optimizer = optim.AdamW([new AdamW.ParamGroup { Parameters = [parameter] }], lr: 0.1, beta1: 0.8, beta2: 0.95, eps: 1e-6, weight_decay: 0.02);
        var (weight, mean, square) = (0.8, 0.0, 0.0);

        for (var step = 1; step <= gradients.Length; step++)
        {
            parameter.grad = tensor(gradients[step - 1]);
            optimizer.step();
            var gradient = gradients[step - 1];
            weight *= 1 - (0.1 * 0.02);
            mean = (0.8 * mean) + (0.2 * gradient);
            square = (0.95 * square) + (0.05 * gradient * gradient);
            weight -= 0.1 * (mean / (1 - Math.Pow(0.8, step))) / (Math.Sqrt(square / (1 - Math.Pow(0.95, step))) + 1e-6);

            parameter.item<double>().ShouldBe(weight, 1e-12);
        }
    }

    [Fact]
    public void The_highest_square_counts_with_amsgrad()
    {
        using var scope = NewDisposeScope();
        var parameter = nn.Parameter(tensor(1.0));
        using var optimizer = optim.AdamW([new AdamW.ParamGroup { Parameters = [parameter] }], lr: 0.1, beta1: 0, beta2: 0.5, eps: 0, amsgrad: true);

        parameter.grad = tensor(4.0);
        optimizer.step();
        parameter.grad = tensor(1.0);
        optimizer.step();

        // Squares 8 and 4.5: the second step divides by the root of 8 / (1 - 0.25).
        parameter.item<double>().ShouldBe(1 - 0.1 - (0.1 / Math.Sqrt(8 / 0.75)), 1e-12);
    }

    [Fact]
    public void A_resumed_training_equals_an_unbroken_one_bit_by_bit()
    {
        using var scope = NewDisposeScope();
        var unbroken = Weights();
        using var first = optim.AdamW([new AdamW.ParamGroup { Parameters = unbroken }], lr: 0.01, weight_decay: 0.1);
        Train(first, unbroken, from: 0, steps: 3);
        using var saved = new MemoryStream();
        var kept = unbroken.Select(w => w.detach().clone()).ToArray();
        using var writer = new BinaryWriter(saved);
        first.save_state_dict(writer);
        Train(first, unbroken, from: 3, steps: 4);

        saved.Position = 0;
        var resumed = kept.Select(w => nn.Parameter(w)).ToArray();
        using var second = optim.AdamW([new AdamW.ParamGroup { Parameters = resumed }], lr: 0.5);
        using var reader = new BinaryReader(saved);
        second.load_state_dict(reader);
        Train(second, resumed, from: 3, steps: 4);

        second.ParamGroups.Single().LearningRate.ShouldBe(0.01);
        foreach (var (a, b) in unbroken.Zip(resumed))
            a.bytes.SequenceEqual(b.bytes).ShouldBeTrue();
    }

    [Fact]
    public void A_group_has_its_own_settings_and_a_new_learning_rate_counts_at_once()
    {
        using var scope = NewDisposeScope();
        var slow = nn.Parameter(zeros(1));
        var fast = nn.Parameter(zeros(1));
        using var optimizer = optim.AdamW(
            [new AdamW.ParamGroup { Parameters = [slow] }, new AdamW.ParamGroup { Parameters = [fast], Options = new AdamW.Options { LearningRate = 1 } }], lr: 0.1);
        slow.grad = ones(1);
        fast.grad = ones(1);

        optimizer.step();
        slow.item<float>().ShouldBe(-0.1f, 1e-6);
        fast.item<float>().ShouldBe(-1, 1e-6);
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = 0;
        optimizer.step();

        slow.item<float>().ShouldBe(-0.1f, 1e-6);
    }

    [Fact]
    public void A_parameter_without_a_gradient_stays()
    {
        using var scope = NewDisposeScope();
        var idle = nn.Parameter(ones(2));
        using var optimizer = optim.AdamW([new AdamW.ParamGroup { Parameters = [idle] }], weight_decay: 0.5);

        optimizer.step();

        idle.data<float>().ToArray().ShouldBe([1, 1]);
    }

    [Fact]
    public void A_step_leaves_no_tensor_behind()
    {
        using var scope = NewDisposeScope();
        var weights = Weights();
        using var optimizer = optim.AdamW([new AdamW.ParamGroup { Parameters = weights }]);
        weights[0].sum().backward();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        optimizer.step();

        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);
    }

    private static Parameter[] Weights()
    {
        using var random = new Generator(3);
        return [nn.Parameter(randn([4, 3], generator: random)), nn.Parameter(randn([3], generator: random))];
    }

    private static void Train(optim.Optimizer optimizer, Parameter[] weights, int from, int steps)
    {
        for (var step = from; step < from + steps; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            using var random = new Generator((ulong)step);
            (randn([5, 4], generator: random).matmul(weights[0]) + weights[1]).square().mean().backward();
            optimizer.step();
        }
    }
}
