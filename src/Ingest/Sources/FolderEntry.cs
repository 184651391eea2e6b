namespace InspectFlow.Ingest;

/// <summary>One entry of a folder, before anything else is known of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsFolder">Whether it is a folder, or a link to one.</param>
internal readonly record struct FolderEntry(string Name, bool IsFolder)
{
    /// <summary>Gets the name as it stands in a path: a folder's with the separator.</summary>
    public string SortKey => IsFolder ? Name + "/" : Name;
}
