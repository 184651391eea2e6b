using System.Globalization;
using System.IO.Enumeration;
using Microsoft.Extensions.FileSystemGlobbing;

namespace InspectFlow.Ingest;

/// <summary>
/// Images in a folder: PNG, JPEG, BMP and TIFF files by extension, in ordinal order of their relative paths. Hidden
/// files and folders (a leading dot) and what editors and copiers leave behind (a leading or trailing tilde) are passed
/// over. Links are followed, each real folder once, so that loops end. Pictures of formats that are not read are a
/// problem for each format: a camera that was switched to another one must not go unnoticed.
/// </summary>
public sealed class FolderSource : IImageSource
{
    private const string Everything = "**/*";

    /// <summary>
    /// A file further in the future than this was dated by another machine's clock: its age says nothing, so it counts
    /// as settled, and a change while it is read is still noticed. Up to this, clocks may simply differ a little.
    /// </summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    private static readonly HashSet<string> Extensions =
        new([".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".bmp", ".dib", ".tif", ".tiff"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> OtherExtensions = new(
        [".webp", ".jp2", ".j2k", ".gif", ".heic", ".heif", ".avif", ".jxl", ".pbm", ".pgm", ".ppm", ".pnm", ".tga", ".exr", ".dng", ".raw", ".cr2", ".nef", ".arw"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> ExtensionsByText =
        Extensions.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> OtherExtensionsByText =
        OtherExtensions.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly FolderSourceOptions options;
    private readonly TimeProvider time;
    private readonly Matcher? matcher;

    /// <summary>Initializes a new instance of the <see cref="FolderSource"/> class.</summary>
    /// <param name="options">Which folder, and which of its files.</param>
    /// <param name="time">Tells how old files are.</param>
    /// <exception cref="OptionsException">The options are not usable.</exception>
    public FolderSource(FolderSourceOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        OptionsValidator.Validate(options, "the image source");
        this.options = options;
        this.time = time;
        if (!string.Equals(options.Glob, Everything, StringComparison.Ordinal))
        {
            matcher = new Matcher(StringComparison.OrdinalIgnoreCase);
            matcher.AddInclude(options.Glob);
        }
    }

    /// <summary>Counts a folder's files, and those of its folders, of other image formats than those that are read.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>How many there are, by extension in lower case.</returns>
    public static IReadOnlyDictionary<string, int> CountOtherFormats(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System })
            .Where(f => !IsPassedOver(Path.GetFileName(f.AsSpan())))
            .Select(f => Path.GetExtension(f).ToLowerInvariant())
            .Where(OtherExtensions.Contains)
            .CountBy(e => e, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public IEnumerable<SourceFile> List(Action<SourceProblem> onProblem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(onProblem);
        var root = Path.GetFullPath(options.Folder);
        if (!Directory.Exists(root))
        {
            throw new SourceException(root, "there is no such folder; correct the line's source folder or mount it");
        }

        FolderEntry[] entries;
        try
        {
            entries = Entries(root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(root, $"the folder cannot be listed ({e.Message}); give this user the right to read it", e);
        }

        return Walk(root, entries, onProblem, cancellationToken);
    }

    private static bool IsPassedOver(ReadOnlySpan<char> name) => name is ['.' or '~', ..] or [.., '~'];

    // Only the names of one folder at a time are held, and of those only what may be an image or lead to some: a camera
    // may put a million files into one folder.
    private static FolderEntry[] Entries(string folder)
    {
        var found = new FileSystemEnumerable<FolderEntry>(
            folder,
            static (ref FileSystemEntry entry) => new(entry.FileName.ToString(), entry.IsDirectory),
            new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false })
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) =>
                !IsPassedOver(entry.FileName) &&
                (entry.IsDirectory ||
                    ExtensionsByText.Contains(Path.GetExtension(entry.FileName)) ||
                    OtherExtensionsByText.Contains(Path.GetExtension(entry.FileName))),
        };
        FolderEntry[] entries = [.. found];

        // A folder sorts as its name with the separator, so that the walk gives whole paths in ordinal order.
        Array.Sort(entries, static (a, b) => string.CompareOrdinal(a.SortKey, b.SortKey));
        return entries;
    }

    private IEnumerable<SourceFile> Walk(
        string root, FolderEntry[] rootEntries, Action<SourceProblem> onProblem, CancellationToken cancellationToken)
    {
        var realRoot = LinkResolver.RealPath(root);
        var visited = new HashSet<string>(StringComparer.Ordinal) { realRoot };
        var others = new SortedDictionary<string, (string First, int Count)>(StringComparer.OrdinalIgnoreCase);
        var stack = new Stack<(string Prefix, FolderEntry[] Entries, int Next)>();
        stack.Push((string.Empty, rootEntries, 0));
        while (stack.TryPop(out var level))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (level.Next == level.Entries.Length)
            {
                continue;
            }

            var entry = level.Entries[level.Next];
            stack.Push(level with { Next = level.Next + 1 });
            var relative = level.Prefix + entry.Name;
            var path = Path.Combine(root, relative);
            if (entry.IsFolder)
            {
                if (options.Recursive && TryEnter(path, relative, realRoot, visited, onProblem) is { } entries)
                {
                    stack.Push((relative + "/", entries, 0));
                }
            }
            else if (matcher?.Match(relative).HasMatches == false)
            {
                // Left out by the line.
            }
            else if (Path.GetExtension(entry.Name) is var extension && OtherExtensions.Contains(extension))
            {
                others[extension] = others.TryGetValue(extension, out var known) ? known with { Count = known.Count + 1 } : (relative, 1);
            }
            else if (TryDescribe(path, relative, realRoot, visited, onProblem) is { } file)
            {
                yield return file;
            }
        }

        foreach (var (extension, (first, count)) in others)
        {
            onProblem(new(Path.Combine(root, first), first, string.Create(
                CultureInfo.InvariantCulture,
                $"{extension.ToLowerInvariant()} files are not read, and there {(count == 1 ? "is 1" : $"are {count}")}; convert them to PNG, JPEG, BMP or TIFF, or leave them out by the line's glob")));
        }
    }

    private FolderEntry[]? TryEnter(string folder, string relative, string realRoot, HashSet<string> visited, Action<SourceProblem> onProblem)
    {
        try
        {
            var real = LinkResolver.RealPath(folder);
            return (new FileInfo(folder).LinkTarget is null || !IsListedAnyway(real, realRoot)) && visited.Add(real) ? Entries(folder) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            onProblem(new(folder, relative, $"the folder cannot be listed ({e.Message})"));
            return null;
        }
    }

    private SourceFile? TryDescribe(string path, string relative, string realRoot, HashSet<string> visited, Action<SourceProblem> onProblem)
    {
        try
        {
            var info = new FileInfo(path);
            if (info.LinkTarget is not null)
            {
                var real = LinkResolver.RealPath(path);
                if ((Extensions.Contains(Path.GetExtension(real)) && IsListedAnyway(real, realRoot)) || !visited.Add(real))
                {
                    return null;
                }

                info = new(real);
            }

            if (info.Exists)
            {
                var modified = new DateTimeOffset(info.LastWriteTimeUtc, TimeSpan.Zero);
                return new(path, relative, info.Length, modified, IsSettled(modified));
            }

            // Bytes that are no UTF-8 reach us as replacement characters, and no path that we can write leads there.
            onProblem(new(path, relative, path.Contains('\uFFFD', StringComparison.Ordinal)
                ? "the file's name is not valid UTF-8; rename it"
                : "the file is gone or its link leads nowhere"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            onProblem(new(path, relative, $"the file cannot be looked at ({e.Message})"));
        }

        return null;
    }

    // What a link within the folder leads to has a name of its own there, which stays when the link ("latest") leads elsewhere tomorrow.
    private bool IsListedAnyway(string real, string realRoot) =>
        options.Recursive && matcher is null && Path.Exists(real) &&
        real.StartsWith(realRoot + Path.DirectorySeparatorChar, StringComparison.Ordinal) &&
        !real[(realRoot.Length + 1)..].Split(Path.DirectorySeparatorChar).Any(name => IsPassedOver(name));

    private bool IsSettled(DateTimeOffset modified)
    {
        var age = time.GetUtcNow() - modified;
        return age >= options.SettleTime || age < -ClockSkew;
    }
}
