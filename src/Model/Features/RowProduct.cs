using InspectFlow.Model.Layers;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Products of rows of values with a matrix, on a processor as convolutions. A BLAS and a convolution of 1 × 1 sum in an
/// order that depends on the number of threads. One whose kernel covers a few pixels at its own stride does not, and is
/// two to three times as fast where rows are long: so each row is taken for a few pixels side by side.
/// </summary>
internal static class RowProduct
{
    private const int Pixels = 4;

    /// <summary>Multiplies.</summary>
    /// <param name="rows">The rows, [1,h,w,length], contiguous.</param>
    /// <param name="matrix">The matrix, [K,length].</param>
    /// <param name="bias">Added to each product, [K], or null.</param>
    /// <returns>The products, [1,K,h,w], channels-last.</returns>
    public static Tensor Of(Tensor rows, Tensor matrix, Tensor? bias = null)
    {
        using var scope = NewDisposeScope();
        var (h, w, length) = (rows.shape[1], rows.shape[2], rows.shape[3]);
        var pixels = length % Pixels == 0 ? Pixels : 1;
        var kernel = matrix.view(-1, 1, pixels, length / pixels).permute(0, 3, 1, 2);
        var input = rows.view(1, h, w * pixels, length / pixels).permute(0, 3, 1, 2);
        return SteadyConvolution.Apply(input, kernel, bias, [1, pixels]).MoveToOuterDisposeScope();
    }
}
