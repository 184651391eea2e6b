namespace InspectFlow.Model;

/// <summary>What keyed draws are for, so that equal keys give independent draws for different uses.</summary>
internal static class RandomPurpose
{
    public const long Order = 0x4F_72_64_65_72;
    public const long Augmentation = 0x41_75_67_6D;
    public const long Selection = 0x53_65_6C_65_63_74;
    public const long Reference = 0x52_65_66;
    public const long Patches = 0x50_61_74_63_68_65_73;
    public const long Atoms = 0x41_74_6F_6D_73;
    public const long GridCells = 0x43_65_6C_6C_73;
    public const long Neighbourhoods = 0x41_72_6F_75_6E_64;
    public const long MapFlow = 0x4D_61_70_73;
    public const long Painting = 0x50_61_69_6E_74;
}
