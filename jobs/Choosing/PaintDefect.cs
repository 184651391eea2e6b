using InspectFlow.Ingest;

namespace InspectFlow.Jobs.Choosing;

/// <summary>Paints one synthetic defect on a prepared good image, in place.</summary>
/// <param name="image">The image; its pixels are the painter's to change, channels × height × width bytes, red first.</param>
/// <param name="other">Another good image with content of the same size, of which parts may be used; the image itself where there is none.</param>
/// <param name="family">The family of defects; one that no training paints, so that it shows what is new to the model.</param>
/// <param name="random">All that the defect's form, place and strength may depend on besides.</param>
/// <returns>Whether something visible was painted.</returns>
internal delegate bool PaintDefect(PreparedImage image, PreparedImage other, string family, KeyedRandom random);
