using System.Runtime.CompilerServices;

namespace InspectFlow.Scoring;

/// <summary>
/// Adaptive probabilities of prediction residuals, and the length of all that was coded with them. Two models are
/// mixed by how well each has done: one counts 29 ranges of residuals in each of 16 contexts (it learns within a few
/// hundred pixels), the other counts every one of the 256 residuals in 4 contexts (it learns sparse or discrete grey levels).
/// </summary>
internal sealed class ResidualModel
{
    /// <summary>How many contexts of local activity there are.</summary>
    public const int Contexts = 16;

    private const int RangeStride = 32;
    private const int Increment = 32;
    private const int CountLimit = 1 << 16;
    private const double LeastWeight = 1.0 / 64;

    private static readonly byte[] RangeOf = new byte[256];
    private static readonly int[] RangeSize = new int[RangeStride];
    private static readonly byte[] Context = new byte[2048];

    private readonly int[] ranges = new int[Contexts * RangeStride];
    private readonly int[] rangeTotals = new int[Contexts];
    private readonly int[] symbols = new int[Contexts / 4 * 256];
    private readonly int[] symbolTotals = new int[Contexts / 4];
    private readonly double[] weights = new double[Contexts];
    private double product = 1;
    private long exponent;

    static ResidualModel()
    {
        ReadOnlySpan<int> ends = [0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];
        for (var residual = -128; residual < 128; residual++)
        {
            var range = 0;
            while (ends[range] < Math.Abs(residual))
            {
                range++;
            }

            var signed = (2 * range) - (residual > 0 ? 1 : 0);
            RangeOf[residual & 255] = (byte)signed;
            RangeSize[signed]++;
        }

        ReadOnlySpan<int> activities = [0, 2, 4, 7, 10, 14, 19, 25, 33, 44, 60, 80, 110, 160, 260];
        for (var activity = 0; activity < Context.Length; activity++)
        {
            var context = 0;
            while (context < activities.Length && activities[context] < activity)
            {
                context++;
            }

            Context[activity] = (byte)context;
        }
    }

    public ResidualModel()
    {
        Array.Fill(symbols, 1);
        Array.Fill(symbolTotals, 256);
        Array.Fill(weights, 1 - LeastWeight);
        for (var context = 0; context < Contexts; context++)
        {
            // A first guess with a heavy tail, as wide as the context's activity suggests.
            var width = 1 + (context * context / 4);
            for (var residual = -128; residual < 128; residual++)
            {
                var distance = width + Math.Abs(residual);
                ranges[(context * RangeStride) + RangeOf[residual & 255]] += 64 * width * width / (distance * distance);
            }

            for (var range = 0; range < RangeStride; range++)
            {
                ref var count = ref ranges[(context * RangeStride) + range];
                count += RangeSize[range] > 0 ? 1 : 0;
                rangeTotals[context] += count;
            }
        }
    }

    /// <summary>Gets the length of all residuals coded so far, in bits, to the nearest 2⁻²⁰.</summary>
    public double Bits => Math.Round((-exponent - Math.Log2(product)) * (1 << 20)) / (1 << 20);

    /// <summary>Maps the weighted sum of the neighbours' absolute residuals to a context.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ContextOf(int activity) => Context[Math.Min(activity, Context.Length - 1)];

    /// <summary>Charges for a residual, then learns it.</summary>
    public void Code(int residual, int context)
    {
        var symbol = residual & 255;
        var range = RangeOf[symbol];
        ref var rangeCount = ref ranges[(context * RangeStride) + range];
        ref var rangeTotal = ref rangeTotals[context];
        ref var symbolCount = ref symbols[((context >> 2) << 8) + symbol];
        ref var symbolTotal = ref symbolTotals[context >> 2];
        ref var weight = ref weights[context];

        var byRange = weight * rangeCount / ((double)rangeTotal * RangeSize[range]);
        var bySymbol = (1 - weight) * symbolCount / symbolTotal;
        var probability = byRange + bySymbol;
        weight = Math.Min(Math.Max(byRange / probability, LeastWeight), 1 - LeastWeight);

        // −log2 of a product of probabilities: its exponent is taken out before it can underflow.
        product *= probability;
        if (product < 1e-200)
        {
            var shift = Math.ILogB(product);
            product = Math.ScaleB(product, -shift);
            exponent += shift;
        }

        rangeCount += Increment;
        rangeTotal += Increment;
        symbolCount += Increment;
        symbolTotal += Increment;
        if (rangeTotal > CountLimit)
        {
            rangeTotal = Halve(ranges.AsSpan(context * RangeStride, RangeStride));
        }

        if (symbolTotal > CountLimit)
        {
            symbolTotal = Halve(symbols.AsSpan((context >> 2) << 8, 256));
        }
    }

    private static int Halve(Span<int> counts)
    {
        var total = 0;
        foreach (ref var count in counts)
        {
            count = (count + 1) / 2;
            total += count;
        }

        return total;
    }
}
