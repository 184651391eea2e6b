using System.Globalization;

namespace InspectFlow.Jobs.Demo;

/// <summary>The night folder of a demo set: which file gets which name and date, and the truth about each.</summary>
internal sealed class DemoNight
{
    public const string Folder = "night";

    private const long NamePurpose = 11;
    private static readonly string[] Damages = ["truncated", "empty", "not_a_picture"];

    private readonly string folder;
    private readonly DateTimeOffset now;
    private readonly int parts;
    private readonly int duplicates;
    private readonly int[] order;
    private readonly DemoLabel[] labels;

    /// <param name="options">How large the set is.</param>
    /// <param name="folder">The set's folder.</param>
    /// <param name="now">The time; the files are dated to before it.</param>
    public DemoNight(DemoSetOptions options, string folder, DateTimeOffset now)
    {
        this.folder = folder;
        this.now = now;
        parts = options.GoodCount + options.DefectiveCount;
        duplicates = Math.Min(options.DuplicateCount, parts);
        var damaged = options.Corrupt && parts > 0 ? Damages.Length : 0;

        // Numbered in an order drawn by lot, so that the names tell nothing.
        order = [.. Enumerable.Range(1, parts + duplicates + damaged)];
        new KeyedRandom(options.Seed, purpose: NamePurpose).Shuffle<int>(order);
        labels = new DemoLabel[order.Length];
    }

    /// <summary>Gets the truth about every file written, in the order of their names.</summary>
    public IReadOnlyList<DemoLabel> Labels => [.. labels.OrderBy(label => label.Path, StringComparer.Ordinal)];

    /// <summary>Writes a part's picture, and what is made of it: its duplicate; for the first part, the damaged files.</summary>
    public void Write(int index, byte[] picture, DefectKind? defect)
    {
        var label = defect is null ? DefectNames.Good : "defective";
        WriteFile(index, picture, label, DefectNames.Of(defect));

        // The duplicates are of parts at equal distances, so both classes have some.
        var step = duplicates == 0 ? 1 : parts / duplicates;
        if (index % step == 0 && index / step < duplicates)
        {
            WriteFile(parts + (index / step), picture, label, DefectNames.Of(defect));
        }

        if (index == 0 && labels.Length > parts + duplicates)
        {
            WriteDamaged(0, picture.AsSpan(0, picture.Length / 3));
            WriteDamaged(1, []);
            WriteDamaged(2, "The camera was offline.\n"u8);
        }
    }

    private void WriteDamaged(int damage, ReadOnlySpan<byte> bytes) =>
        WriteFile(parts + duplicates + damage, bytes, "unreadable", Damages[damage]);

    private void WriteFile(int index, ReadOnlySpan<byte> bytes, string label, string kind)
    {
        var number = order[index];
        var path = string.Create(CultureInfo.InvariantCulture, $"{Folder}/part_{number:D6}.png");
        var file = Path.Combine(folder, path);
        File.WriteAllBytes(file, bytes);

        // One part every 20 seconds, the last one ten minutes ago.
        var age = TimeSpan.FromMinutes(10) + (TimeSpan.FromSeconds(20) * (order.Length - number));
        File.SetLastWriteTimeUtc(file, (now - age).UtcDateTime);
        labels[index] = new DemoLabel(path, label, kind);
    }
}
