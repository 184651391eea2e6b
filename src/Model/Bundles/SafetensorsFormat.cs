namespace InspectFlow.Model;

/// <summary>The constants of the safetensors format that reader and writer share.</summary>
internal static class SafetensorsFormat
{
    /// <summary>The header's entry that holds strings rather than a tensor.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>The longest header that the reference implementation accepts, in bytes.</summary>
    public const long MaxHeaderLength = 100_000_000;

    /// <summary>The size of one element in bytes, or 0 for a type that the format doesn't know.</summary>
    public static int ElementSize(string dtype) => dtype switch
    {
        "F64" or "I64" or "U64" => 8,
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "I8" or "U8" or "BOOL" or "F8_E4M3" or "F8_E5M2" => 1,
        _ => 0,
    };
}
