namespace InspectFlow.Ingest;

/// <summary>Items joined into sets (union-find with path halving); a set is named by its smallest item.</summary>
internal sealed class DisjointSets
{
    private readonly int[] parent;

    public DisjointSets(int count) => parent = Enumerable.Range(0, count).ToArray();

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
        parent[Math.Max(a, b)] = Math.Min(a, b);
    }

    public int LargestSet() =>
        parent.Length == 0 ? 0 : Enumerable.Range(0, parent.Length).GroupBy(Find).Max(g => g.Count());
}
