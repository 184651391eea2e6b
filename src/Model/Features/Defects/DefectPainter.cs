using InspectFlow.Model.Defects;

namespace InspectFlow.Model;

/// <summary>
/// Paints one to three synthetic defects of random families. The same draws give the same painting; any number of threads
/// may paint.
/// </summary>
public sealed class DefectPainter
{
    // Fainter than three levels of 255 no one would see; of two levels a change is always of the whole range.
    private const float VisibleChange = 0.012f;
    private const float VisibleFlip = 0.5f;
    private const float PaintedOn = 0.3f;
    private const double SecondShare = 0.4;
    private const double ThirdShare = 0.2;
    private const int MostAttempts = 5;

    // Where there is nothing to see, as beside a part, every painting is found at once and little is learned from it.
    private const double PlainShare = 0.3;
    private const double PlainKept = 0.3;

    private readonly IReadOnlyList<IDefect> families;
    private readonly bool twoLevels;

    /// <summary>Initializes a new instance of the <see cref="DefectPainter"/> class.</summary>
    /// <param name="families">The families to draw from, at least one; see <see cref="DefectFamilies"/>.</param>
    /// <param name="twoLevels">Whether the line's pictures are of two levels, so that painted ones must be as well.</param>
    public DefectPainter(IReadOnlyList<IDefect> families, bool twoLevels = false)
    {
        ArgumentNullException.ThrowIfNull(families);
        if (families.Count == 0)
        {
            throw new ArgumentException("There is no family to draw from.", nameof(families));
        }

        this.families = families;
        this.twoLevels = twoLevels;
    }

    /// <summary>Paints on a copy. What changes nothing visible is drawn again, a few times.</summary>
    /// <param name="picture">The good picture, values 0 to 1.</param>
    /// <param name="other">Another good picture of the same shape.</param>
    /// <param name="random">Draws everything.</param>
    /// <returns>The painted picture and its mask, which is empty when no attempt changed anything.</returns>
    public PaintedPicture Paint(Picture picture, Picture other, KeyedRandom random)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(random);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var painted = picture.Clone();
            var mask = new Picture(1, picture.Height, picture.Width);
            var count = 1 + (random.NextDouble() < SecondShare ? 1 : 0) + (random.NextDouble() < ThirdShare ? 1 : 0);
            for (var i = 0; i < count; i++)
            {
                families[random.NextInt(families.Count)].Paint(painted, other, mask, random);
            }

            PictureLevels.Clip(painted, twoLevels);
            var isLast = attempt == MostAttempts - 1;
            if (KeepVisible(picture, painted, mask) && (isLast || !IsPlain(picture, mask) || random.NextDouble() < PlainKept))
            {
                return new PaintedPicture(painted, mask);
            }
        }

        return new PaintedPicture(picture.Clone(), new Picture(1, picture.Height, picture.Width));
    }

    // Whether the picture had next to no structure under the mask.
    private static bool IsPlain(Picture picture, Picture mask)
    {
        double sum = 0, squares = 0, count = 0;
        var plane = picture.Plane(0);
        for (var i = 0; i < plane.Length; i++)
        {
            sum += plane[i] * mask.Values[i];
            squares += plane[i] * plane[i] * mask.Values[i];
            count += mask.Values[i];
        }

        var variance = Math.Max(0, (squares / count) - (sum / count * sum / count));
        return Math.Sqrt(variance) < PlainShare * picture.Deviation();
    }

    // Leaves the mask where it was painted on and a pixel or a neighbour of it changed. Whether anything is left.
    private bool KeepVisible(Picture before, Picture after, Picture mask)
    {
        var changed = new Picture(1, before.Height, before.Width);
        for (var c = 0; c < before.Channels; c++)
        {
            var old = before.Plane(c);
            var now = after.Plane(c);
            for (var i = 0; i < old.Length; i++)
            {
                changed.Values[i] = Math.Max(changed.Values[i], Math.Abs(now[i] - old[i]));
            }
        }

        changed = Neighbourhood.Largest(changed);
        var threshold = twoLevels ? VisibleFlip : VisibleChange;
        var any = false;
        for (var i = 0; i < mask.Values.Length; i++)
        {
            var isSeen = mask.Values[i] > PaintedOn && changed.Values[i] > threshold;
            mask.Values[i] = isSeen ? 1 : 0;
            any |= isSeen;
        }

        return any;
    }
}
