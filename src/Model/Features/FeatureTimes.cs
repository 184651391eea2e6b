namespace InspectFlow.Model;

/// <summary>
/// Divides the time for a flow over features among what it learns: what the pictures' features take is measured and taken off, the
/// network gets most of the rest, and the flow over its maps what is left then.
/// </summary>
/// <param name="minutes">The time for all of it.</param>
/// <param name="scoredLater">How many pictures are scored in that time once the densities are there.</param>
/// <param name="began">The clock's time stamp at which it began.</param>
/// <param name="time">The clock.</param>
internal sealed class FeatureTimes(double minutes, int scoredLater, long began, TimeProvider time)
{
    // Many large pictures may need more time than there is; learning gets half of it all the same.
    private const double LeastLearningShare = 0.5;
    private const double LargestLearningShare = 0.9;
    private const double NetworkShare = 0.7;
    private const double LeastMapShare = 0.1;

    // What the options allow, and a step or two in any case.
    private const double LeastMinutes = 0.01;

    private double perPicture;

    // The densities need the features of each picture, and what comes after of some once more.
    private int pictureLooks;
    private double networkShare = 1;

    /// <summary>Gets the minutes that the network may learn.</summary>
    public double NetworkMinutes => Math.Max(LeastMinutes, networkShare * Clamped(
        minutes - Elapsed - (perPicture * (pictureLooks + scoredLater)), LeastLearningShare, LargestLearningShare));

    /// <summary>Gets or sets the seconds that the network had learned for in a process before this one.</summary>
    public double SecondsBefore { get; set; }

    /// <summary>Gets the minutes that are left for the flows over maps, when those are there.</summary>
    public double MapMinutes => Math.Max(LeastMinutes, Clamped(
        minutes - Elapsed - (SecondsBefore / 60) - (perPicture * scoredLater), LeastMapShare, LargestLearningShare));

    private double Elapsed => time.GetElapsedTime(began).TotalMinutes;

    /// <summary>Measures how long a few pictures' features take.</summary>
    /// <param name="encoders">Encoders as fast as those that there will be.</param>
    /// <param name="architecture">The size of the pictures, and whether there is a flow over maps.</param>
    /// <param name="fit">The pictures to fit.</param>
    /// <param name="select">The others.</param>
    /// <param name="threads">The threads to use on the processor.</param>
    /// <param name="ct">Stops between two pictures.</param>
    public void Measure(
        IReadOnlyList<FeatureEncoder> encoders, FlowArchitecture architecture, byte[] fit, byte[] select, int threads, CancellationToken ct)
    {
        using var crew = new PictureCrew(architecture, threads);
        var (count, selected) = (fit.Length / architecture.Dimensions, select.Length / architecture.Dimensions);
        pictureLooks = count + selected;
        if (architecture.Features!.MapFlow is not null)
        {
            pictureLooks += MapFlowFitter.Kept(architecture, count);
            networkShare = NetworkShare;
        }

        if (architecture.Features.PlaceScales)
        {
            pictureLooks += PlaceScales.Count(count, selected);
        }

        var some = fit[..(Math.Min(count, 2 * threads) * architecture.Dimensions)];
        Measure();
        var measured = time.GetTimestamp();
        Measure();
        perPicture = time.GetElapsedTime(measured).TotalMinutes / (some.Length / architecture.Dimensions);

        void Measure() => crew.ForEach(some, (_, picture) => FeaturePicture.Of(encoders, picture), ct);
    }

    private double Clamped(double left, double least, double largest) => Math.Clamp(left, least * minutes, largest * minutes);
}
