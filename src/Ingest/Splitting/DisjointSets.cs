namespace InspectFlow.Ingest;

/// <summary>Items joined into sets (union-find with path halving); a set is named by its smallest item.</summary>
internal sealed class DisjointSets
{
    private readonly int[] parent;
    private readonly int[] size;

    public DisjointSets(int count)
    {
        parent = Enumerable.Range(0, count).ToArray();
        size = Enumerable.Repeat(1, count).ToArray();
        Largest = Math.Min(1, count);
    }

    /// <summary>Gets the number of items in the largest set.</summary>
    public int Largest { get; private set; }

    public int Find(int item)
    {
        while (parent[item] != item)
        {
            parent[item] = parent[parent[item]];
            item = parent[item];
        }

        return item;
    }

    public void Join(int a, int b)
    {
        (a, b) = (Find(a), Find(b));
        if (a == b)
        {
            return;
        }

        var (root, child) = (Math.Min(a, b), Math.Max(a, b));
        parent[child] = root;
        size[root] += size[child];
        Largest = Math.Max(Largest, size[root]);
    }
}
