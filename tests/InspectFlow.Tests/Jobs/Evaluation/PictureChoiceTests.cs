using InspectFlow.Jobs.Evaluation;
using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Evaluation;

public sealed class PictureChoiceTests
{
    [Fact]
    public void Kinds_take_turns_and_of_each_the_middles_of_equal_shares_are_taken()
    {
        var rows = Kind("crack", 9, found: true).Concat(Kind("hole", 1, found: true)).Concat(Kind("spot", 4, found: true))
            .Concat(Kind("good", 5, found: true));

        var (found, missed) = PictureChoice.Choose(rows, 5);

        // Turns: crack, hole, spot, crack, spot. Two of nine: ranks 2 and 6; of four: 1 and 3.
        found.Select(r => r.Path).ShouldBe(["crack/2.png", "crack/6.png", "hole/0.png", "spot/1.png", "spot/3.png"]);
        missed.ShouldBeEmpty();
    }

    [Fact]
    public void A_single_one_is_the_median() =>
        PictureChoice.Choose(Kind("crack", 7, found: false), 1).Missed.Single().Path.ShouldBe("crack/3.png");

    [Fact]
    public void There_are_no_more_than_there_are()
    {
        var (found, missed) = PictureChoice.Choose(Kind("crack", 3, found: true).Concat(Kind("hole", 2, found: false)), 10);
        (found.Count, missed.Count).ShouldBe((3, 2));
        found.Distinct().Count().ShouldBe(3);
    }

    // From the highest score down, so that a file's number is its rank.
    private static IEnumerable<InspectionRow> Kind(string kind, int count, bool found) => Enumerable.Range(0, count).Select(i => new InspectionRow
    {
        RunId = "r",
        Line = "l",
        CaptureId = "c",
        Path = $"{kind}/{i}.png",
        ContentHash = "h",
        Size = 1,
        ModifiedAt = default,
        Width = 1,
        Height = 1,
        IsDuplicate = false,
        ModelSha256 = "m",
        Precision = "fp32",
        CalibrationId = "k",
        DecidingScore = "nll",
        Margin = (found ? 100 : 0) - i,
        Outcome = found ? "review" : "ok",
        DecidedAt = default,
    });
}
