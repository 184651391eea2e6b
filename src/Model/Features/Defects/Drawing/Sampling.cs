namespace InspectFlow.Model.Defects;

/// <summary>Takes a picture's values from elsewhere in it.</summary>
internal static class Sampling
{
    /// <summary>The value between pixels, bilinear, the picture mirrored at its border.</summary>
    public static float At(Picture picture, int channel, double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (fx, fy) = ((float)(x - left), (float)(y - top));
        var (x0, x1) = (Blur.Mirror(left, picture.Width), Blur.Mirror(left + 1, picture.Width));
        var upper = picture.Row(channel, Blur.Mirror(top, picture.Height));
        var lower = picture.Row(channel, Blur.Mirror(top + 1, picture.Height));
        var a = upper[x0] + (fx * (upper[x1] - upper[x0]));
        var b = lower[x0] + (fx * (lower[x1] - lower[x0]));
        return a + (fy * (b - a));
    }

    /// <summary>The picture as it is seen through displacements of its pixels.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="dx">How far to the right each pixel looks, one channel.</param>
    /// <param name="dy">How far down.</param>
    /// <returns>The picture seen.</returns>
    public static Picture Displace(Picture picture, Picture dx, Picture dy)
    {
        var result = picture.Clone();
        for (var y = 0; y < picture.Height; y++)
        {
            var right = dx.Row(0, y);
            var down = dy.Row(0, y);
            for (var x = 0; x < picture.Width; x++)
            {
                if (Math.Abs(right[x]) + Math.Abs(down[x]) < 1e-3f)
                {
                    continue;
                }

                for (var c = 0; c < picture.Channels; c++)
                {
                    result.Row(c, y)[x] = At(picture, c, x + right[x], y + down[x]);
                }
            }
        }

        return result;
    }

    /// <summary>The picture moved around, what leaves it on one side coming in on the other.</summary>
    public static Picture Roll(Picture picture, int down, int right) =>
        Take(picture, (x, y) => ((x + right) % picture.Width, (y + down) % picture.Height));

    /// <summary>The picture turned by 180 degrees, or by 90 either way when it is square, or mirrored.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="turn">From 0: turned by 180, mirrored left to right, mirrored top to bottom, turned by 90, by 270 degrees.</param>
    public static Picture Turn(Picture picture, int turn)
    {
        var (w, h) = (picture.Width - 1, picture.Height - 1);
        return turn switch
        {
            0 => Take(picture, (x, y) => (w - x, h - y)),
            1 => Take(picture, (x, y) => (w - x, y)),
            2 => Take(picture, (x, y) => (x, h - y)),
            3 => Take(picture, (x, y) => (y, w - x)),
            _ => Take(picture, (x, y) => (h - y, x)),
        };
    }

    /// <summary>The picture reduced to blocks' means and enlarged again, bilinear.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="block">The block's side in pixels.</param>
    /// <returns>The picture at that resolution.</returns>
    public static Picture Coarsen(Picture picture, int block)
    {
        var small = new Picture(picture.Channels, Math.Max(1, picture.Height / block), Math.Max(1, picture.Width / block));
        var result = new Picture(picture.Channels, picture.Height, picture.Width);
        for (var c = 0; c < picture.Channels; c++)
        {
            for (var y = 0; y < small.Height * block && y < picture.Height; y++)
            {
                var from = picture.Row(c, y);
                var to = small.Row(c, y / block);
                for (var x = 0; x < small.Width * block && x < picture.Width; x++)
                {
                    to[x / block] += from[x] / (block * block);
                }
            }

            for (var y = 0; y < picture.Height; y++)
            {
                var row = result.Row(c, y);
                for (var x = 0; x < picture.Width; x++)
                {
                    row[x] = At(small, c, ((x + 0.5) / block) - 0.5, ((y + 0.5) / block) - 0.5);
                }
            }
        }

        return result;
    }

    private static Picture Take(Picture picture, Func<int, int, (int X, int Y)> source)
    {
        var result = new Picture(picture.Channels, picture.Height, picture.Width);
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var (fromX, fromY) = source(x, y);
                for (var c = 0; c < picture.Channels; c++)
                {
                    result.Values[(c * picture.Area) + (y * picture.Width) + x] =
                        picture.Values[(c * picture.Area) + (fromY * picture.Width) + fromX];
                }
            }
        }

        return result;
    }
}
