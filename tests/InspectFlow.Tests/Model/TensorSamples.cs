using static TorchSharp.torch;

namespace InspectFlow.Tests.Model;

/// <summary>Seeded tensors for tests, and what tests read out of tensors.</summary>
internal static class TensorSamples
{
    public static Tensor Gaussian(KeyedRandom random, double deviation, params long[] shape) =>
        Fill(() => deviation * random.NextGaussian(), shape);

    public static Tensor Uniform(KeyedRandom random, double low, double high, params long[] shape) =>
        Fill(() => random.NextDouble(low, high), shape);

    /// <summary>Pixels with the correlations of a picture: a slope, waves and a little noise.</summary>
    public static byte[] Picture(KeyedRandom random, int channels, int height, int width)
    {
        var pixels = new byte[channels * height * width];
        var (slope, phase) = (random.NextDouble(-60, 60), random.NextDouble(0, 6));
        for (var i = 0; i < pixels.Length; i++)
        {
            var (row, column) = (i / width % height, i % width);
            var value = 128 + (slope * row / height) + (40 * Math.Sin((0.6 * column) + phase)) + (5 * random.NextGaussian());
            pixels[i] = (byte)Math.Clamp(value, 0, 255);
        }

        return pixels;
    }

    /// <summary>Moves every parameter away from its start, so that no layer is the identity.</summary>
    public static T Randomise<T>(T module, KeyedRandom random, double deviation = 0.2)
        where T : nn.Module
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        foreach (var parameter in module.parameters())
        {
            parameter.add_(Gaussian(random, deviation, parameter.shape).to(parameter.dtype));
        }

        return module;
    }

    public static double[] Values(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
    }

    public static double LargestDifference(Tensor left, Tensor right) =>
        Values(left).Zip(Values(right), (a, b) => Math.Abs(a - b)).Max();

    /// <summary>ln |det ∂f/∂x| for one input, from the gradients of the outputs one by one.</summary>
    public static double LogDetOfJacobian(Func<Tensor, Tensor> function, Tensor x)
    {
        var rows = new List<double[]>();
        var count = x.numel();
        for (var i = 0; i < count; i++)
        {
            using var scope = NewDisposeScope();
            var input = x.detach().clone().requires_grad_();
            function(input).flatten()[i].backward();
            rows.Add(Values(input.grad!));
        }

        return LogAbsDet([.. rows]);
    }

    private static Tensor Fill(Func<double> next, long[] shape)
    {
        var values = new double[shape.Aggregate(1L, (product, size) => product * size)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = next();
        }

        return tensor(values, shape);
    }

    private static double LogAbsDet(double[][] matrix)
    {
        var sum = 0.0;
        for (var k = 0; k < matrix.Length; k++)
        {
            var pivot = Enumerable.Range(k, matrix.Length - k).MaxBy(i => Math.Abs(matrix[i][k]));
            (matrix[k], matrix[pivot]) = (matrix[pivot], matrix[k]);
            sum += Math.Log(Math.Abs(matrix[k][k]));
            for (var i = k + 1; i < matrix.Length; i++)
            {
                var factor = matrix[i][k] / matrix[k][k];
                for (var j = k; j < matrix.Length; j++)
                {
                    matrix[i][j] -= factor * matrix[k][j];
                }
            }
        }

        return sum;
    }
}
