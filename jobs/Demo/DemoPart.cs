using System.Globalization;

namespace InspectFlow.Jobs.Demo;

/// <summary>A part of a demo set, and where its pictures go.</summary>
/// <param name="Number">The part's number for the renderer; no two parts of a set share one.</param>
/// <param name="Defect">What is wrong with it; null for a good part.</param>
/// <param name="File">The picture's file in the MVTec AD layout, relative to the set's folder.</param>
/// <param name="MaskFile">The mask's file; null for a good part.</param>
/// <param name="NightIndex">Its place among the night's parts; null for a part to learn from.</param>
internal sealed record DemoPart(int Number, DefectKind? Defect, string File, string? MaskFile, int? NightIndex)
{
    public static IReadOnlyList<DemoPart> Plan(DemoSetOptions options)
    {
        var kinds = Enum.GetValues<DefectKind>();
        var parts = new List<DemoPart>();
        for (var i = 0; i < options.TrainCount; i++)
        {
            parts.Add(new DemoPart(i, null, $"train/{DefectNames.Good}/{Name(i)}.png", null, null));
        }

        for (var i = 0; i < options.DefectiveCount; i++)
        {
            var kind = kinds[i % kinds.Length];
            var (folder, name) = (DefectNames.Of(kind), Name(i / kinds.Length));
            parts.Add(new DemoPart(
                options.TrainCount + i, kind, $"test/{folder}/{name}.png", $"ground_truth/{folder}/{name}_mask.png", i));
        }

        for (var i = 0; i < options.GoodCount; i++)
        {
            var number = options.DefectiveCount + i;
            parts.Add(new DemoPart(
                options.TrainCount + number, null, $"test/{DefectNames.Good}/{Name(i)}.png", null, number));
        }

        return parts;
    }

    private static string Name(int index) => index.ToString("D3", CultureInfo.InvariantCulture);
}
