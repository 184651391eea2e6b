using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// How wrong logits are about what is painted on: cross-entropy of each position, painted ones weighing five times as much;
/// the Dice loss (Milletari et al., 2016) of each view; and cross-entropy of whether a view is painted on at all, from its
/// highest logits.
/// </summary>
internal static class PaintedLoss
{
    private const double PositionShare = 3;
    private const double DiceShare = 0.3;
    private const double ViewShare = 0.3;
    private const double PaintedWeight = 4;
    private const double HighestShare = 0.005;

    /// <summary>Computes the mean loss.</summary>
    /// <param name="logits">The logits, [N,1,h,w].</param>
    /// <param name="masks">1 where the view is painted on, else 0, [N,1,2h,2w].</param>
    /// <returns>The loss, a scalar with gradient.</returns>
    public static Tensor Of(Tensor logits, Tensor masks)
    {
        using var scope = NewDisposeScope();
        Tensor target, isPainted, weight;
        using (no_grad())
        {
            // One painted pixel of the four makes a position painted: nothing thin gets lost.
            target = nn.functional.max_pool2d(masks, 2).flatten(1);
            isPainted = target.amax([1]);
            weight = target.mul(PaintedWeight).add(1);
        }

        var flat = logits.flatten(1);
        var positions = nn.functional.binary_cross_entropy_with_logits(flat, target, weight);
        var likely = flat.sigmoid();
        var both = likely.mul(target).sum([1]);
        var either = likely.sum([1]).add(target.sum([1]));
        var dice = both.mul(-2).sub(1).mul(either.add(1).pow(-1)).add(1).mean();
        var highest = flat.topk(Math.Max(1, (int)(flat.shape[1] * HighestShare)), 1).values.mean([1]);
        var views = nn.functional.binary_cross_entropy_with_logits(highest, isPainted);
        return positions.mul(PositionShare).add(dice.mul(DiceShare)).add(views.mul(ViewShare)).MoveToOuterDisposeScope();
    }
}
