namespace InspectFlow.Model.Backbones;

/// <summary>The networks that are known.</summary>
internal static class BackboneCatalog
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<BackbonePlan> All =
    [
        MobileNetV2Plan.Create(),
        ResNetPlan.Create("resnet18", [2, 2, 2, 2], innerWidth: null),
        ResNetPlan.Create("wide_resnet50_2", [3, 4, 6, 3], innerWidth: 128),
        PreActivationResNetPlan.Create(),
    ];

    /// <summary>Gets the names, for messages.</summary>
    public static string Names => string.Join(", ", All.Select(p => p.Name));

    /// <summary>Finds a network by a name that its own or another file's metadata have for it.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The network, or null.</returns>
    public static BackbonePlan? Find(string? name) =>
        All.FirstOrDefault(p => p.OtherNames.Append(p.Name).Contains(name, StringComparer.Ordinal));
}
