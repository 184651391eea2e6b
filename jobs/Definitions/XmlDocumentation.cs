using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace InspectFlow.Jobs.Definitions;

/// <summary>Finds what the XML documentation, which the build lays beside each assembly, says about types and properties.</summary>
internal sealed partial class XmlDocumentation
{
    private readonly Dictionary<string, Dictionary<string, XElement>> files = new(StringComparer.Ordinal);

    /// <summary>Gives the summary of a type as plain text.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The text, or null when it is not documented.</returns>
    public string? Summary(Type type) => Find(type.Assembly, $"T:{type.FullName}");

    /// <summary>Gives summary and value of a property as plain text, without the "Gets" that the code's style begins it with.</summary>
    /// <param name="property">The property.</param>
    /// <returns>The text, or null when it is not documented.</returns>
    public string? Summary(PropertyInfo property)
    {
        var text = Find(property.DeclaringType!.Assembly, $"P:{property.DeclaringType.FullName}.{property.Name}");
        var bare = text is null ? null : GetsPattern().Replace(text, string.Empty);
        return string.IsNullOrEmpty(bare) ? null : char.ToUpperInvariant(bare[0]) + bare[1..];
    }

    private string? Find(Assembly assembly, string member)
    {
        var path = Path.ChangeExtension(assembly.Location, ".xml");
        if (!files.TryGetValue(path, out var members))
        {
            members = File.Exists(path)
                ? XDocument.Load(path).Descendants("member").ToDictionary(m => (string)m.Attribute("name")!, StringComparer.Ordinal)
                : [];
            files.Add(path, members);
        }

        return members.TryGetValue(member, out var found) && Plain(found.Element("summary")) is { } summary
            ? Plain(found.Element("value")) is { } value ? $"{summary} {value}" : summary
            : null;
    }

    private static string? Plain(XElement? element) =>
        element is null ? null : SpacePattern().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    // <see cref="P:A.B.C"/> reads as C.
    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "paramref" } see =>
            ((string?)see.Attribute("cref") ?? (string?)see.Attribute("langword") ?? (string?)see.Attribute("name"))?.Split('(')[0].Split('.', ':')[^1] ?? see.Value,
        XElement element => element.Value,
        _ => string.Empty,
    };

    [GeneratedRegex("^Gets (a value indicating )?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GetsPattern();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex SpacePattern();
}
