using InspectFlow.Model.Defects;

namespace InspectFlow.Model;

/// <summary>
/// Draws views of the pictures: whole or cropped, some of them a little turned, scaled and shifted. Crops are preferred where
/// there is something to see. Any number of threads may draw.
/// </summary>
internal sealed class ViewSampler
{
    // As parts and cameras move on a line.
    private const double TurnDeviation = 0.03;
    private const double LeastScale = 0.85;
    private const double LargestScale = 1.2;
    private const double WholeShift = 0.04;
    private const double WholeLeastScale = 0.95;
    private const double WholeLargestScale = 1.06;

    // A view has something to see when it has this share of its picture's deviation.
    private const double PlainShare = 0.2;
    private const double PlainKept = 0.25;
    private const int MostAttempts = 4;

    private readonly LearningPictures pictures;
    private readonly LearnedEncoderTrainingOptions options;

    /// <summary>Initializes a new instance of the <see cref="ViewSampler"/> class.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="options">How pictures change.</param>
    /// <param name="height">The rows of a view, at most the pictures'.</param>
    /// <param name="width">The columns of a view, at most the pictures'.</param>
    public ViewSampler(LearningPictures pictures, LearnedEncoderTrainingOptions options, int height, int width)
    {
        this.pictures = pictures;
        this.options = options;
        (Height, Width) = (height, width);
    }

    /// <summary>Gets the rows of a view.</summary>
    public int Height { get; }

    /// <summary>Gets the columns of a view.</summary>
    public int Width { get; }

    /// <summary>Draws a view.</summary>
    /// <param name="random">Draws.</param>
    /// <returns>The view, values 0 to 1; of two levels where the pictures are. And the picture that it is of.</returns>
    public (Picture View, int Picture) Draw(KeyedRandom random)
    {
        for (var attempt = 1; ; attempt++)
        {
            var picture = random.NextInt(pictures.Count);
            var view = random.NextDouble() < options.ExactShare ? Exact(picture, random) : Changed(picture, random);
            if (attempt == MostAttempts || view.Deviation() > PlainShare * pictures.Exposure(picture, 0).Deviation || random.NextDouble() < PlainKept)
            {
                if (pictures.HaveTwoLevels)
                {
                    PictureLevels.Clip(view, twoLevels: true);
                }

                return (view, picture);
            }
        }
    }

    private Picture Exact(int picture, KeyedRandom random)
    {
        var (left, top) = (random.NextInt(pictures.Width - Width + 1), random.NextInt(pictures.Height - Height + 1));
        var view = new Picture(pictures.Channels, Height, Width);
        for (var c = 0; c < view.Channels; c++)
        {
            var plane = pictures.Plane(picture, c);
            for (var y = 0; y < Height; y++)
            {
                var from = plane.Slice(((top + y) * pictures.Width) + left, Width);
                var to = view.Row(c, y);
                for (var x = 0; x < to.Length; x++)
                {
                    to[x] = from[x] / 255f;
                }
            }
        }

        return view;
    }

    private Picture Changed(int picture, KeyedRandom random)
    {
        var isWhole = Height == pictures.Height && Width == pictures.Width;
        var scale = isWhole ? random.LogUniform(WholeLeastScale, WholeLargestScale) : random.LogUniform(LeastScale, LargestScale);
        var angle = TurnDeviation * random.NextGaussian();
        var mirror = 1;
        if (options.Orientations)
        {
            // A quarter turn of a whole picture that is not square would show what is beyond its border.
            angle += Math.PI / 2 * (isWhole && Height != Width ? 2 * random.NextInt(2) : random.NextInt(4));
            mirror = random.NextInt(2) == 1 ? -1 : 1;
        }

        var (marginX, marginY) = (Margin(pictures.Width, Width / scale), Margin(pictures.Height, Height / scale));
        var (centreX, centreY) = ((pictures.Width / 2.0) + random.NextDouble(-marginX, marginX), (pictures.Height / 2.0) + random.NextDouble(-marginY, marginY));
        var (sin, cos) = Math.SinCos(angle);
        var view = new Picture(pictures.Channels, Height, Width);
        for (var y = 0; y < Height; y++)
        {
            var dy = (y + 0.5 - (Height / 2.0)) / scale;
            for (var x = 0; x < Width; x++)
            {
                var dx = mirror * (x + 0.5 - (Width / 2.0)) / scale;
                Sample(picture, view, (y * Width) + x, centreX + (cos * dx) + (sin * dy) - 0.5, centreY - (sin * dx) + (cos * dy) - 0.5);
            }
        }

        return view;
    }

    private static double Margin(int length, double seen) => (Math.Max(0, length - seen) / 2) + (WholeShift * Math.Min(length, seen));

    private void Sample(int picture, Picture view, int index, double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (fx, fy) = ((float)(x - left), (float)(y - top));
        var (w, h) = (pictures.Width, pictures.Height);
        var isInside = left >= 0 && top >= 0 && left < w - 1 && top < h - 1;
        var (x0, x1) = isInside ? (left, left + 1) : (Blur.Mirror(left, w), Blur.Mirror(left + 1, w));
        var (y0, y1) = isInside ? (top, top + 1) : (Blur.Mirror(top, h), Blur.Mirror(top + 1, h));
        for (var c = 0; c < view.Channels; c++)
        {
            var plane = pictures.Plane(picture, c);
            float a = plane[(y0 * w) + x0], b = plane[(y1 * w) + x0];
            a += fx * (plane[(y0 * w) + x1] - a);
            b += fx * (plane[(y1 * w) + x1] - b);
            view.Values[(c * view.Area) + index] = (a + (fy * (b - a))) / 255;
        }
    }
}
