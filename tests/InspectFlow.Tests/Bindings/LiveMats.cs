using System.Reflection;
using OpenCvSharp;

namespace InspectFlow.Tests.Bindings;

/// <summary>
/// Counts the native matrices that live. The published package has no such counter, so it is reached by reflection and
/// tests that need it skip there.
/// </summary>
internal static class LiveMats
{
    private static readonly Type? Handle = typeof(Mat).Assembly.GetType("OpenCvSharp.MatHandle");

    // Our own layer has the counter, so that its absence there fails the tests that need it.
    private static readonly PropertyInfo? Counter = Handle?.GetProperty("LiveCount");

    public static bool CanCount => Handle is not null;

    public static int Count
    {
        get
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return (int)Counter!.GetValue(null)!;
        }
    }
}
