using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Extremal;

/// <summary>The pictures of an image, for the report.</summary>
/// <param name="Thumbnail">The image made smaller, or null where there is none.</param>
/// <param name="Map">The model's map over it, or null where there is none.</param>
public sealed record ExtremalPictures(EncodedPicture? Thumbnail, EncodedPicture? Map);
