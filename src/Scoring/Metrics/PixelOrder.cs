namespace InspectFlow.Scoring;

/// <summary>
/// Counts pixels by their score, in order: exactly as long as they are few, and from then on by the leading bits of the score, so
/// that memory does not grow with the pixels. A float's leading bits order it, and 14 bits of its mantissa stay: scores count as tied
/// that differ by less than 1/16,384 of themselves.
/// </summary>
internal sealed class PixelOrder
{
    /// <summary>How many pixels are kept one by one: 48 MB.</summary>
    public const int MostExact = 1 << 21;

    // 23 − 9 = 14 bits of the mantissa stay. 2^23 places in pages of 2^12: usual maps touch some dozens of pages of 96 KB, and
    // no map can touch more than all, 200 MB.
    private const int Dropped = 9;
    private const int PageBits = 12;

    private readonly int mostExact;
    private readonly PixelTie[]?[] pages = new PixelTie[]?[1 << (32 - Dropped - PageBits)];
    private List<(uint Key, double Overlap)>? exact = [];

    public PixelOrder(int mostExact = MostExact) => this.mostExact = mostExact;

    /// <summary>Gets a value indicating whether every score still stands for itself.</summary>
    public bool IsExact => exact is not null;

    /// <summary>Adds a pixel.</summary>
    /// <param name="score">Its score; what is not a number counts as the highest.</param>
    /// <param name="overlap">1 / (pixels of its region); 0 for a good pixel.</param>
    public void Add(float score, double overlap)
    {
        var key = Key(score);
        if (exact is null)
        {
            Count(ref Place(key), overlap);
            return;
        }

        exact.Add((key, overlap));
        if (exact.Count > mostExact)
        {
            foreach (var (each, share) in exact)
            {
                Count(ref Place(each), share);
            }

            exact = null;
        }
    }

    /// <summary>Lists the ties from the highest score to the lowest.</summary>
    public IEnumerable<PixelTie> Descending() => exact is null ? Binned() : Sorted(exact);

    // The bits of a positive float order it; those of a negative one in reverse. Adding zero makes −0 to 0.
    private static uint Key(float score)
    {
        var bits = BitConverter.SingleToUInt32Bits(float.IsNaN(score) ? float.PositiveInfinity : score + 0f);
        return (bits & 0x8000_0000) == 0 ? bits | 0x8000_0000 : ~bits;
    }

    private static void Count(ref PixelTie tie, double overlap)
    {
        tie.Good += overlap > 0 ? 0 : 1;
        tie.Defective += overlap > 0 ? 1 : 0;
        tie.Overlap += overlap;
    }

    private ref PixelTie Place(uint key)
    {
        var place = key >> Dropped;
        var page = pages[place >> PageBits] ??= new PixelTie[1 << PageBits];
        return ref page[place & ((1 << PageBits) - 1)];
    }

    private IEnumerable<PixelTie> Binned()
    {
        for (var page = pages.Length - 1; page >= 0; page--)
        {
            for (var i = (pages[page]?.Length ?? 0) - 1; i >= 0; i--)
            {
                var tie = pages[page]![i];
                if (tie.Good + tie.Defective > 0)
                {
                    yield return tie;
                }
            }
        }
    }

    private static IEnumerable<PixelTie> Sorted(List<(uint Key, double Overlap)> pixels)
    {
        pixels.Sort((a, b) => b.Key.CompareTo(a.Key));
        for (var start = 0; start < pixels.Count;)
        {
            var tie = default(PixelTie);
            var end = start;
            for (; end < pixels.Count && pixels[end].Key == pixels[start].Key; end++)
            {
                Count(ref tie, pixels[end].Overlap);
            }

            start = end;
            yield return tie;
        }
    }
}
