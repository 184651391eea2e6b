using InspectFlow.Model.Defects;

namespace InspectFlow.Model;

/// <summary>The families of synthetic defects.</summary>
public static class DefectFamilies
{
    /// <summary>Gets the families that features are learned from.</summary>
    public static IReadOnlyList<IDefect> Training { get; } =
    [
        new PatchDefect(), new MovedPatchDefect(), new BlendDefect(), new ScratchDefect(), new CrackDefect(), new BlobDefect(),
        new BiteDefect(), new NoiseDefect(), new TextureDefect(), new LightDefect(), new WarpDefect(),
    ];

    /// <summary>
    /// Gets the families that nothing is ever trained on, so that what detects them may be chosen by them.
    /// </summary>
    public static IReadOnlyList<IDefect> HeldOut { get; } =
        [new SmearDefect(), new HairDefect(), new PitsDefect(), new StainDefect(), new GoneDefect()];
}
