using Microsoft.Data.Sqlite;
using OpenCvSharp;
using TorchSharp;

namespace InspectFlow.Jobs.Commands;

/// <summary>The native libraries, which take longer to load than everything else that happens before the first image.</summary>
internal static class NativeLibraries
{
    /// <summary>
    /// Loads them on another thread, while definition, database and model are read. What cannot be loaded is told by
    /// whoever needs it first.
    /// </summary>
    public static void LoadAhead() => new Thread(Load) { IsBackground = true, Name = "native libraries" }.Start();

    private static void Load()
    {
        try
        {
            // First, because the loader takes one library at a time and libtorch holds it for half a second.
            using (var database = new SqliteConnection("Data Source=:memory:"))
            {
                database.Open();
            }

            torch.zeros(1).Dispose();
            Cv2.GetVersionString();
        }
        catch (Exception e) when (e is SqliteException or DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            return;
        }
    }
}
