using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace InspectFlow.Scoring;

/// <summary>Codes a plane of an image row by row; it may lean on the residuals of the plane before.</summary>
internal sealed class PlaneCoder
{
    private const int Pad = 2;
    private const int BiasContexts = 256;
    private const int BiasUnit = 1024;

    private readonly int width;
    private readonly bool hasEarlierPlane;
    private readonly ResidualModel model = new();
    private readonly int[] bias = new int[BiasContexts];
    private int[] above2;
    private int[] above;
    private int[] current;
    private readonly int[] errors;
    private readonly Vector128<float>[] penalties;
    private readonly Vector128<float>[] earlierPenalties;
    private bool isFirst = true;

    /// <param name="width">The width of a plane, in pixels.</param>
    /// <param name="hasEarlierPlane">Whether there is a plane before this one.</param>
    public PlaneCoder(int width, bool hasEarlierPlane)
    {
        this.width = width;
        this.hasEarlierPlane = hasEarlierPlane;
        above2 = new int[width + (2 * Pad)];
        above = new int[width + (2 * Pad)];
        current = new int[width + (2 * Pad)];
        errors = new int[width + (2 * Pad)];
        penalties = new Vector128<float>[width + (2 * Pad)];
        earlierPenalties = new Vector128<float>[width + (2 * Pad)];
        Array.Fill(above, 128);
        Array.Fill(above2, 128);
    }

    /// <summary>Gets the length of the rows coded so far, in bits.</summary>
    public double Bits => model.Bits;

    /// <summary>Codes the next row.</summary>
    /// <param name="row">Its pixels.</param>
    /// <param name="residuals">The residuals of the same row in the plane before; become those of this one.</param>
    public void Code(ReadOnlySpan<byte> row, Span<Vector128<float>> residuals)
    {
        CodeRow(row, residuals);
        (above2, above, current) = (above, current, above2);
        isFirst = false;
    }

    private void CodeRow(ReadOnlySpan<byte> row, Span<Vector128<float>> rowResiduals)
    {
        var (coder, leans, startsPlane) = (model, hasEarlierPlane, isFirst);
        var cur = current.AsSpan(0, width + (2 * Pad));
        var up = above.AsSpan(0, cur.Length);
        var up2 = above2.AsSpan(0, cur.Length);
        var err = errors.AsSpan(0, cur.Length);
        var pen = penalties.AsSpan(0, cur.Length);
        var pen2 = earlierPenalties.AsSpan(0, cur.Length);
        up[width + Pad] = up[width + Pad - 1];
        cur[0] = cur[1] = up[Pad];
        var errorNw = err[Pad];
        var errorW = err[Pad];
        var penaltyNw = pen[Pad];
        var penaltyW = pen[Pad];
        var penalty2Nw = pen2[Pad];
        var penalty2W = pen2[Pad];
        for (var x = 0; x < row.Length; x++)
        {
            var at = x + Pad;
            int w = cur[at - 1], n = up[at], nw = up[at - 1], ne = up[at + 1], ww = cur[at - 2], nn = up2[at];
            var predictions = Vector128.Create(
                (float)MedianEdge(w, n, nw),
                (0.5f * (w + n)) + (0.25f * (ne - nw)),
                (0.75f * w) + (0.25f * ww),
                (0.75f * n) + (0.25f * nn));
            var weights = Weights(penaltyW, pen[at], penaltyNw, pen[at + 1]);
            var weighted = Sum(predictions * weights);
            var total = Sum(weights);
            var predictions2 = default(Vector128<float>);
            var surprise = 0;
            if (leans)
            {
                // The same predictors, each corrected by its own error at this place in the plane before.
                predictions2 = predictions + rowResiduals[x];
                weights = Weights(penalty2W, pen2[at], penalty2Nw, pen2[at + 1]);
                weighted += Sum(predictions2 * weights);
                total += Sum(weights);
                surprise = (int)(2 * Math.Abs(rowResiduals[x].GetElement(1)));
            }

            var blended = Math.Clamp(weighted / total, 0f, 255f);
            int errorN = err[at], errorNe = err[at + 1];
            var activity = (2 * (errorW + errorN)) + errorNw + errorNe + surprise;
            var context = ResidualModel.ContextOf(activity);
            var pattern = BiasContext(blended, w, n, nw, ne, ww, nn, context);
            var correction = bias[pattern];
            var prediction = Math.Clamp((int)(blended + (correction * (1f / BiasUnit)) + 0.5f), 0, 255);

            int value = row[x];
            var residual = value - prediction;
            coder.Code(residual, context);

            bias[pattern] = correction + (((int)((value - blended) * BiasUnit) - correction) >> 5);
            errorNw = errorN;
            errorW = err[at] = Math.Abs(residual);
            var exact = Vector128.Create((float)value);
            penaltyNw = pen[at];
            penaltyW = pen[at] = Vector128.Abs(exact - predictions);
            penalty2Nw = pen2[at];
            penalty2W = pen2[at] = Vector128.Abs(exact - predictions2);
            rowResiduals[x] = exact - predictions;
            cur[at] = value;
            if (startsPlane)
            {
                // The first row has nothing above it: what is to the left stands in.
                up[at + 1] = value;
                up2[at + 1] = value;
                if (x + 2 < row.Length)
                {
                    up[at + 2] = value;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int MedianEdge(int w, int n, int nw)
    {
        var low = Math.Min(w, n);
        var high = Math.Max(w, n);
        return Math.Clamp(w + n - nw, low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Weights(
        Vector128<float> w, Vector128<float> n, Vector128<float> nw, Vector128<float> ne)
    {
        var doubt = w + w + n + n + nw + ne + Vector128.Create(1f);
        return Vector128.Create(1f) / (doubt * doubt);
    }

    // Added in a fixed order: the order in which a processor sums a vector's lanes is its own affair.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(Vector128<float> v) =>
        (v.GetElement(0) + v.GetElement(1)) + (v.GetElement(2) + v.GetElement(3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int BiasContext(float blended, int w, int n, int nw, int ne, int ww, int nn, int context)
    {
        var level = (int)blended;
        var pattern = (w > level ? 1 : 0) | (n > level ? 2 : 0) | (nw > level ? 4 : 0) | (ne > level ? 8 : 0) |
            (ww > level ? 16 : 0) | (nn > level ? 32 : 0);
        return (pattern << 2) | (context >> 2);
    }
}
