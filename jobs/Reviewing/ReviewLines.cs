using System.Text.Json;
using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Reporting.Storage;
using InspectFlow.Review;
using Microsoft.Extensions.Logging;

namespace InspectFlow.Jobs.Reviewing;

/// <summary>Puts up the review site for line definitions that share a database.</summary>
internal static class ReviewLines
{
    /// <summary>Makes the site; it listens once it is started.</summary>
    /// <param name="lines">The definitions.</param>
    /// <param name="urls">The addresses to listen at.</param>
    /// <param name="store">The lines' database.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where the log goes.</param>
    /// <exception cref="UsageException">An address or the access token cannot be used.</exception>
    public static ReviewSite Create(
        IReadOnlyList<LineDefinition> lines, IReadOnlyList<string> urls, InspectionStore store, TimeProvider time, ILoggerProvider? log)
    {
        var review = lines[0].Review;
        var options = new ReviewSiteOptions
        {
            Lines = [.. lines.Select(l => Of(store, l))],
            Urls = urls,
            Hosts = [.. lines.SelectMany(l => l.Review.Hosts)],
            AccessToken = review.AccessTokenFile is { } file ? ReadToken(file) : null,
            UserHeader = review.UserHeader,
        };
        try
        {
            return ReviewSite.Create(options, store, time, log);
        }
        catch (ReviewSiteException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <summary>Gives the one database of several lines.</summary>
    /// <exception cref="UsageException">They have more than one, or none yet, or disagree about who may come in.</exception>
    public static string DatabaseOf(IReadOnlyList<LineDefinition> lines)
    {
        var first = lines[0];
        foreach (var line in lines.Skip(1))
        {
            if (!string.Equals(line.Database, first.Database, StringComparison.Ordinal))
            {
                throw new UsageException(
                    $"{first.SourceFile} keeps its images in {first.Database}, {line.SourceFile} in {line.Database}. " +
                    "One review page shows one database: review them with two commands at two addresses, or give both lines the same \"database\".");
            }

            if (!string.Equals(line.Review.AccessTokenFile, first.Review.AccessTokenFile, StringComparison.Ordinal) ||
                !string.Equals(line.Review.UserHeader, first.Review.UserHeader, StringComparison.OrdinalIgnoreCase))
            {
                throw new UsageException(
                    $"{first.SourceFile} and {line.SourceFile} disagree about \"review\": {{ \"accessTokenFile\", \"userHeader\" }}. One page has one door: make them equal.");
            }
        }

        if (lines.GroupBy(l => l.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new UsageException($"{string.Join(" and ", twice.Select(l => l.SourceFile))} both define the line {twice.Key}; name each line once.");
        }

        return first.Database;
    }

    private static ReviewLine Of(InspectionStore store, LineDefinition line) =>
        new(store.EnsureLine(line.Name, JsonSerializer.Serialize(line, LineJson.Options)).Id, line.Name, line.Review.DefectTypes)
        {
            File = line.SourceFile,
            SourceFolder = line.Source?.Folder,
        };

    private static string ReadToken(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault()?.Trim() is { Length: > 0 } token
                ? token
                : throw new UsageException($"{file} is empty; its first line should be the access token. Make one with: openssl rand -hex 32 > {file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The access token cannot be read: {e.Message} Make one with: openssl rand -hex 32 > {file}");
        }
    }
}
