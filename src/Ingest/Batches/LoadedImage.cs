namespace InspectFlow.Ingest;

/// <summary>What a worker made of one file.</summary>
/// <param name="Item">The file and its fate, without a row yet.</param>
/// <param name="Pixels">The prepared image, rented from the pool; null unless ready.</param>
/// <param name="Fingerprint">The picture's fingerprint, where one was asked for and the item is ready.</param>
internal sealed record LoadedImage(PreparedItem Item, byte[]? Pixels, float[]? Fingerprint);
