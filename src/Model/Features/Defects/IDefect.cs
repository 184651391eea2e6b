namespace InspectFlow.Model;

/// <summary>One family of synthetic defects. Holds nothing that a painting changes; any number of threads may paint.</summary>
public interface IDefect
{
    /// <summary>Gets the family's name, unique among all; for instance <c>scratch</c>.</summary>
    string Name { get; }

    /// <summary>Paints one defect. Values may leave 0..1; whoever paints cuts them off once all is painted.</summary>
    /// <param name="picture">The picture, changed in place.</param>
    /// <param name="other">Another picture of the line of the same shape, of which parts may be used.</param>
    /// <param name="mask">One channel of the same size; raised to 1 where the picture was painted on.</param>
    /// <param name="random">Draws place, shape and strength.</param>
    void Paint(Picture picture, Picture other, Picture mask, KeyedRandom random);
}
