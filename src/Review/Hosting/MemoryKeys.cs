using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace InspectFlow.Review;

/// <summary>Keeps the keys of forms and cookies in memory: no files to guard. A restart costs a reload of open forms and, with a token, a new login.</summary>
internal sealed class MemoryKeys : IXmlRepository
{
    private readonly List<XElement> keys = [];

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (keys)
        {
            return [.. keys.Select(k => new XElement(k))];
        }
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        lock (keys)
        {
            keys.Add(new XElement(element));
        }
    }
}
