using InspectFlow.Jobs.Scheduling;

namespace InspectFlow.Jobs.Commands;

/// <summary>The verbs that the program has, in the order in which help lists them.</summary>
internal static class Verbs
{
    /// <summary>Makes every verb.</summary>
    /// <returns>The verbs.</returns>
    public static IReadOnlyList<Verb> All() =>
    [
        new DemoVerb(),
        new TrainVerb(),
        new CalibrateVerb(),
        new ScanVerb(),
        new ReportVerb(),
        new ReviewVerb(),
        new ExportVerb(),
        new ExploreVerb(),
        new EvaluateVerb(),
        new ServeVerb(context => new LineJobRunner(context.Time), context => new LineJobRunner(context.Time)),
        new ModelsVerb(),
        new DoctorVerb(),
    ];
}
