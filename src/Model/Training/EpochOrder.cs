namespace InspectFlow.Model;

/// <summary>
/// The order in which images are drawn: each epoch a permutation that follows from the seed and the epoch's number, so
/// that a resumed run draws what the unbroken one would have drawn. Batches run on over the epochs' ends.
/// </summary>
internal sealed class EpochOrder(long seed, int count)
{
    private readonly int[] order = new int[count];
    private long epoch = -1;

    /// <summary>The images of a step.</summary>
    public int[] Batch(int step, int batchSize)
    {
        var batch = new int[batchSize];
        for (var i = 0; i < batchSize; i++)
        {
            var position = ((long)step * batchSize) + i;
            MoveTo(position / count);
            batch[i] = order[position % count];
        }

        return batch;
    }

    private void MoveTo(long wanted)
    {
        if (wanted == epoch)
        {
            return;
        }

        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }

        new KeyedRandom(seed, wanted, purpose: RandomPurpose.Order).Shuffle(order.AsSpan());
        epoch = wanted;
    }
}
