using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Warps training images at k times the flow's resolution and pools them down to it, as area resizing does.
/// </summary>
/// <remarks>
/// Each fine pixel is taken from the nearest one, not interpolated. Interpolation averages sensor noise away, and the
/// flow would learn images smoother than any that a scan shows: on pictures of tiles the variance of the Laplacian
/// fell to 0.5 of its value at k = 1 and 0.75 at k = 2, while nearest pixels keep 0.97 to 1.06 of it. What nearest
/// pixels cost is a jitter of at most half a fine pixel, which k = 2 makes a quarter of a pixel.
/// </remarks>
internal sealed class Augmenter(FlowArchitecture architecture, AugmentationOptions options, int oversampling, long seed)
{
    private readonly bool isActive = options.Share > 0;

    /// <summary>Changes and pools a batch.</summary>
    /// <param name="fine">The images, uint8 [N,C,kH,kW].</param>
    /// <param name="images">Each image's index, part of the key of its draws.</param>
    /// <param name="step">The training step, the other part.</param>
    /// <returns>Whole levels from 0 to 255, float32 [N,C,H,W].</returns>
    public Tensor Apply(Tensor fine, ReadOnlySpan<int> images, int step)
    {
        using var scope = NewDisposeScope();
        var input = fine.to(ScalarType.Float32);
        var plain = Pool(input);
        if (isActive)
        {
            var draws = Draw(images, step);
            var isChanged = FromRows(draws.Changed, fine.device, 1, 1, 1);
            var shift = FromRows(draws.Brightness, fine.device, 1, 1, 1);
            var grid = nn.functional.affine_grid(FromRows(draws.Theta, fine.device, 2, 3), fine.shape, align_corners: false);
            var warped = nn.functional.grid_sample(
                input, grid, GridSampleMode.Nearest, GridSamplePaddingMode.Reflection, align_corners: false);
            plain = where(isChanged > 0, Pool(warped) + shift, plain);
        }

        // Halves go up, as they do in OpenCV's area resizing; a round to even would differ by a level.
        return (plain + 0.5).floor().clamp(0, 255).MoveToOuterDisposeScope();

        Tensor Pool(Tensor x) => oversampling == 1 ? x : nn.functional.avg_pool2d(x, oversampling);
    }

    /// <summary>
    /// The 2×3 matrix that maps output to input coordinates, both from −1 to 1 across the image. Turning and slanting
    /// happen in pixels, so the matrix carries the image's aspect ratio.
    /// </summary>
    internal static double[] Theta(AugmentationOptions options, KeyedRandom random, double aspect)
    {
        var angle = Symmetric(options.RotationDegrees) * Math.PI / 180;
        var zoom = 1 + Symmetric(options.Zoom);
        var slant = Symmetric(options.Shear);
        var (dx, dy) = (2 * Symmetric(options.Shift), 2 * Symmetric(options.Shift));
        var flipX = options.FlipHorizontal && random.NextInt(2) == 1 ? -1 : 1;
        var flipY = options.FlipVertical && random.NextInt(2) == 1 ? -1 : 1;
        var (sin, cos) = Math.SinCos(angle);
        return
        [
            flipX * cos / zoom, flipY * ((slant * cos) - sin) / zoom / aspect, dx,
            flipX * sin / zoom * aspect, flipY * ((slant * sin) + cos) / zoom, dy,
        ];

        double Symmetric(double limit) => random.NextDouble(-limit, limit);
    }

    private (float[] Changed, float[] Theta, float[] Brightness) Draw(ReadOnlySpan<int> images, int step)
    {
        var changed = new float[images.Length];
        var theta = new float[images.Length * 6];
        var brightness = new float[images.Length];
        for (var i = 0; i < images.Length; i++)
        {
            var random = new KeyedRandom(seed, step, images[i], RandomPurpose.Augmentation);
            changed[i] = random.NextDouble() < options.Share ? 1 : 0;
            var row = Theta(options, random, architecture.Width / (double)architecture.Height);
            for (var j = 0; j < row.Length; j++)
            {
                theta[(i * 6) + j] = (float)row[j];
            }

            brightness[i] = (float)(255 * random.NextDouble(-options.Brightness, options.Brightness));
        }

        return (changed, theta, brightness);
    }

    private static Tensor FromRows(float[] values, Device device, params ReadOnlySpan<long> rowShape) =>
        tensor(values, device: device).reshape([-1, .. rowShape]);
}
