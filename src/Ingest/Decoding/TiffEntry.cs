using System.Runtime.InteropServices;

namespace InspectFlow.Ingest;

/// <summary>One entry of a TIFF directory.</summary>
/// <param name="Type">How each value is stored.</param>
/// <param name="Count">How many values there are.</param>
/// <param name="At">Where in the file the first value is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TiffEntry(int Type, ulong Count, ulong At);
