using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace InspectFlow.Ingest;

/// <summary>How a decoded picture becomes the model's input. Part of a model's identity: scores compare only under the same.</summary>
public sealed record PreprocessingOptions : IValidatableObject
{
    /// <summary>Gets the part of the picture to look at, or null, the default, for all of it.</summary>
    public RegionOptions? Region { get; init; }

    /// <summary>
    /// Gets how much of the picture around the part to look at, turned and moved so that the part lies the same way in each; null, the
    /// default, to leave parts as they lie. A line of the family <c>feature</c> that names no size looks at its good pictures.
    /// </summary>
    public AlignmentOptions? Alignment { get; init; }

    /// <summary>Gets the number of channels.</summary>
    /// <value>The default is <see cref="ColorMode.Gray"/>; a line of the family <c>feature</c> without tiling looks at its good pictures.</value>
    [EnumDataType(typeof(ColorMode))]
    public ColorMode Color { get; init; } = ColorMode.Gray;

    /// <summary>Gets the prepared width, in pixels; with <see cref="Tiling"/> a tile's.</summary>
    /// <value>The default is 64; a line of the family <c>feature</c> without tiling takes its good pictures' own.</value>
    [Range(1, 8192)]
    public int Width { get; init; } = 64;

    /// <summary>Gets the prepared height, in pixels; with <see cref="Tiling"/> a tile's.</summary>
    /// <value>The default is 64; a line of the family <c>feature</c> without tiling takes its good pictures' own.</value>
    [Range(1, 8192)]
    public int Height { get; init; } = 64;

    /// <summary>Gets how the picture is brought to that size. The default is <see cref="FitMode.Stretch"/>.</summary>
    [EnumDataType(typeof(FitMode))]
    public FitMode Fit { get; init; } = FitMode.Stretch;

    /// <summary>
    /// Gets how pictures beyond the model's input are divided into tiles of <see cref="Width"/> × <see cref="Height"/>; null, the
    /// default, to bring the whole picture to that size.
    /// </summary>
    public TilingOptions? Tiling { get; init; }

    /// <summary>
    /// Gets the value, 0 to 255, that <see cref="FitMode.Pad"/> fills with, and a tile that is larger than the picture. The
    /// default is 0, black.
    /// </summary>
    [Range(0, 255)]
    public int PadValue { get; init; }

    /// <summary>Gets the value of a 16-bit picture that becomes 0. The default is 0.</summary>
    [Range(0, 65534)]
    public int BlackLevel { get; init; }

    /// <summary>
    /// Gets the value of a 16-bit picture that becomes 255. The default is 65535. Fixed, never stretched per picture: a
    /// stretch would hide a part that is too dark. A 12-bit camera that does not scale its values needs 4095.
    /// </summary>
    [Range(1, 65535)]
    public int WhiteLevel { get; init; } = 65535;

    /// <summary>Gets how uneven light is taken out of the picture before it is brought to its size; null, the default, for not at all.</summary>
    public FlatFieldOptions? FlatField { get; init; }

    /// <summary>
    /// Gets the field by which <see cref="FlatField"/> corrects: measured at training and kept in the model, never part of a
    /// definition. Null, the default, where there is nothing to correct or nothing was measured yet.
    /// </summary>
    [JsonIgnore]
    public FlatField? MeasuredFlatField { get; init; }

    /// <summary>
    /// Gets how the prepared picture's luminance is equalised, before padding is laid around it; null, the default, for not
    /// at all.
    /// </summary>
    public ClaheOptions? Clahe { get; init; }

    /// <summary>
    /// Gets a value indicating whether JPEG pictures are decoded no finer than the prepared size needs, at 1/2, 1/4 or 1/8
    /// (see <see cref="JpegReduction"/>), and on gray lines as the luma that the file holds. Faster for large pictures; scores
    /// shift a little, so a model keeps to what it was trained with. The default is false.
    /// </summary>
    public bool ReducedJpeg { get; init; }

    /// <summary>Gives the same without flat field: for looking at pictures before there is a field, or where light does not matter.</summary>
    /// <returns>The options.</returns>
    public PreprocessingOptions WithoutFlatField() => this with { FlatField = null, MeasuredFlatField = null };

    /// <summary>Gives the same with light and contrast left as they are and every pixel decoded: for measuring pictures themselves.</summary>
    /// <param name="color">The colour to prepare in.</param>
    /// <returns>The options.</returns>
    internal PreprocessingOptions AsTaken(ColorMode color) => WithoutFlatField() with { Color = color, ReducedJpeg = false, Clahe = null };

    /// <summary>Counts the channels: 1 or 3.</summary>
    /// <returns>The number of channels.</returns>
    public int CountChannels() => Color == ColorMode.Rgb ? 3 : 1;

    /// <summary>Counts the bytes of one input of the model: a prepared image, or one tile of it.</summary>
    /// <param name="scale">The factor by which both sides are larger than the prepared size.</param>
    /// <returns>Channels × height × width.</returns>
    public int CountBytes(int scale = 1) => checked(CountChannels() * Height * scale * Width * scale);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (WhiteLevel <= BlackLevel)
        {
            yield return new($"must be above blackLevel, {BlackLevel}", [nameof(WhiteLevel)]);
        }

        if (Alignment is not null && (Tiling ?? (object?)Region) is not null)
        {
            yield return new("looks for the part in the whole picture and shows it whole: leave region and tiling out, or alignment", [nameof(Alignment)]);
        }

        if (Alignment is not null && Fit == FitMode.Crop)
        {
            yield return new("cuts off what alignment keeps of the part: use \"stretch\" or \"pad\", or leave it out", [nameof(Fit)]);
        }

        if (Tiling is not null && Fit != FitMode.Stretch)
        {
            yield return new("has no meaning with tiling, which scales by tiling.scale and fits nothing; leave it out", [nameof(Fit)]);
        }

        if (Tiling is not null && Tiling.Overlap >= Math.Min(Width, Height))
        {
            yield return new($"must be below the tile's sides, {Width}×{Height}", ["tiling.overlap"]);
        }
    }
}
