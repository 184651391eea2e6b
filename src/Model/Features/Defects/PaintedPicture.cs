namespace InspectFlow.Model;

/// <summary>A picture with defects and where they are.</summary>
/// <param name="Picture">The picture, values 0 to 1.</param>
/// <param name="Mask">1 where the picture visibly departs from what it was, else 0; one channel.</param>
public sealed record PaintedPicture(Picture Picture, Picture Mask);
