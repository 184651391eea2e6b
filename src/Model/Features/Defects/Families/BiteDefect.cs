namespace InspectFlow.Model.Defects;

/// <summary>A piece missing: filled with a colour of the picture or any other, with a little texture.</summary>
internal sealed class BiteDefect : IDefect
{
    /// <inheritdoc/>
    public string Name => "bite";

    /// <inheritdoc/>
    public void Paint(Picture picture, Picture other, Picture mask, KeyedRandom random)
    {
        var (height, width) = (picture.Height, picture.Width);
        var shape = ShapeMask.Draw(random, height, width, 0.003, 0.15, ShapeKind.Polygon, ShapeKind.Cloud);
        var (choice, place) = (random.NextInt(4), random.NextInt(picture.Area));
        var noise = SmoothNoise.Draw(random, height, width, 2 + random.NextInt(14));
        var roughness = (float)(picture.Deviation() * random.NextDouble(0, 2));
        var fill = Planes.Combine(picture, 1, Blur.Gaussian(picture, 2), -1);
        var grain = (float)random.NextDouble();
        for (var c = 0; c < picture.Channels; c++)
        {
            var colour = Colour(picture.Plane(c), choice, place, random);
            var plane = fill.Plane(c);
            for (var i = 0; i < plane.Length; i++)
            {
                plane[i] = colour + ((noise.Values[i] - 0.5f) * roughness) + (plane[i] * grain);
            }
        }

        Planes.Mix(picture, fill, shape);
        Planes.Raise(mask, shape);
    }

    private static float Colour(ReadOnlySpan<float> plane, int choice, int place, KeyedRandom random)
    {
        if (choice > 1)
        {
            return choice == 2 ? plane[place] : (float)random.NextDouble();
        }

        var extreme = plane[0];
        foreach (var value in plane)
        {
            extreme = choice == 0 ? Math.Min(extreme, value) : Math.Max(extreme, value);
        }

        return extreme;
    }
}
