using System.Reflection;
using OpenCvSharp;

namespace InspectFlow.Tests.Bindings;

/// <summary>
/// Counts the native matrices that live. The published package has no such counter, so it is reached by reflection and
/// tests that need it skip there.
/// </summary>
internal static class LiveMats
{
    private static readonly PropertyInfo? Counter = typeof(Mat).Assembly.GetType("OpenCvSharp.MatHandle")?.GetProperty("LiveCount");

    public static bool CanCount => Counter is not null;

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
