using InspectFlow.Model.Defects;

namespace InspectFlow.Model;

/// <summary>Draws the views of a step, most of them painted on. What a view is follows from seed, step and place alone.</summary>
internal sealed class PaintedBatches
{
    // How far the mean, in deviations, and the deviation of a picture move when a part of it changes.
    private const double MeanShift = 0.1;
    private const double DeviationChange = 0.1;

    private readonly LearningPictures pictures;
    private readonly LearnedEncoderTrainingOptions options;
    private readonly ViewSampler views;
    private readonly ViewSampler? halved;
    private readonly DefectPainter painter;
    private readonly bool withOwnExposure;

    /// <summary>Initializes a new instance of the <see cref="PaintedBatches"/> class.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="options">Views and the share of clean ones.</param>
    /// <param name="encoder">What the views are for: whether some of them are of half size, and how they are standardised.</param>
    public PaintedBatches(LearningPictures pictures, LearnedEncoderTrainingOptions options, LearnedEncoderOptions encoder)
    {
        this.pictures = pictures;
        this.options = options;
        withOwnExposure = encoder.OwnExposure;
        var most = encoder.HalfScale ? 2 : 1;
        var (height, width) = (Math.Min(options.ViewSize, pictures.Height / most), Math.Min(options.ViewSize, pictures.Width / most));
        views = new ViewSampler(pictures, options, height, width);
        halved = encoder.HalfScale ? new ViewSampler(pictures, options, 2 * height, 2 * width) : null;
        painter = new DefectPainter(DefectFamilies.Training, pictures.HaveTwoLevels);
    }

    /// <summary>Draws a part of a step's views. Any thread may.</summary>
    /// <param name="step">The step.</param>
    /// <param name="start">The first view's place in the step.</param>
    /// <param name="count">The number of views.</param>
    /// <returns>The views, each standardised as its picture.</returns>
    public PaintedViews Draw(int step, int start, int count)
    {
        var area = views.Height * views.Width;
        var drawn = new PaintedViews(new float[count * pictures.Channels * area], new float[count * area], count, pictures.Channels, views.Height, views.Width);
        for (var i = 0; i < count; i++)
        {
            var random = new KeyedRandom(options.Seed, step, start + i, RandomPurpose.Painting);
            var (view, mask) = DrawOne(random);
            view.Values.CopyTo(drawn.Pixels.AsSpan(i * view.Values.Length));
            mask?.Values.CopyTo(drawn.Masks.AsSpan(i * area));
        }

        return drawn;
    }

    private (Picture View, Picture? Mask) DrawOne(KeyedRandom random)
    {
        var sampler = halved is not null && random.NextDouble() < options.HalfScaleShare ? halved : views;
        var (view, picture) = sampler.Draw(random);
        Picture? mask = null;
        if (random.NextDouble() >= options.CleanShare)
        {
            var painted = painter.Paint(view, sampler.Draw(random).View, random);
            (view, mask) = (painted.Picture, painted.Mask);
        }

        Standardize(view, picture, random);
        return sampler == halved ? (HalfSize.Mean(view), mask is null ? null : HalfSize.Largest(mask)) : (view, mask);
    }

    private void Standardize(Picture view, int picture, KeyedRandom random)
    {
        for (var c = 0; c < view.Channels; c++)
        {
            var (centre, gain) = withOwnExposure ? Exposure(picture, c, random) : (LearnedEncoder.MiddleLevel, 1 / LearnedEncoder.MiddleLevel);
            var plane = view.Plane(c);
            for (var i = 0; i < plane.Length; i++)
            {
                plane[i] = (plane[i] - centre) * gain;
            }
        }
    }

    private (float Centre, float Gain) Exposure(int picture, int channel, KeyedRandom random)
    {
        var (mean, deviation) = pictures.Exposure(picture, channel);
        var centre = (float)(mean + (deviation * random.NextDouble(-MeanShift, MeanShift)));
        return (centre, (float)(random.NextDouble(1 - DeviationChange, 1 + DeviationChange) / deviation));
    }
}
