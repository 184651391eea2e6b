using TorchSharp;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>Computes the gradients of an encoder's steps, on whatever it learns on.</summary>
internal abstract class EncoderWorkers : IDisposable
{
    private readonly LearnedEncoderTrainingOptions options;

    /// <summary>Initializes a new instance of the <see cref="EncoderWorkers"/> class.</summary>
    /// <param name="options">The precision.</param>
    protected EncoderWorkers(LearnedEncoderTrainingOptions options) => this.options = options;

    /// <summary>Starts the workers that suit the device on which the encoder is.</summary>
    /// <param name="encoder">The encoder that learns.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="batches">Draws the views.</param>
    /// <param name="options">Batch, share and precision.</param>
    /// <param name="threads">The threads of the processor to use at the most.</param>
    public static EncoderWorkers Start(
        LearnedEncoder encoder, FlatWeights weights, PaintedBatches batches, LearnedEncoderTrainingOptions options, int threads) =>
        weights.Values.device_type == DeviceType.CPU
            ? new ProcessorWorkers(encoder, weights, batches, options, threads)
            : new AcceleratorWorkers(encoder, weights, batches, options, threads);

    /// <summary>Computes the gradient of a step into <see cref="FlatWeights.Gradients"/>.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The mean loss and the gradient's norm.</returns>
    public abstract (double Loss, double Norm) Compute(int step);

    /// <summary>Sets the statistics that scoring normalises by to the means over some batches.</summary>
    /// <param name="first">The step whose views come first.</param>
    /// <param name="count">The number of batches of one share each to look at.</param>
    public abstract void TakeStatistics(int first, int count);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the workers.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>Computes the gradient by some views, in place of the one that is there.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="drawn">The views.</param>
    /// <param name="parts">How many such parts a step has.</param>
    /// <returns>The loss's share.</returns>
    protected double Backward(LearnedEncoder encoder, FlatWeights weights, PaintedViews drawn, int parts)
    {
        using var scope = NewDisposeScope();
        using (no_grad())
        {
            weights.Gradients.zero_();
        }

        encoder.train();
        var (views, masks) = drawn.ToTensors(weights.Values.device);
        var loss = PaintedLoss.Of(encoder.Logits(views, Precision), masks).div(parts);
        loss.backward();
        return loss.detach().to(ScalarType.Float64).item<double>();
    }

    /// <summary>Takes the statistics of some batches, one after the other.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="batches">The batches.</param>
    /// <param name="device">Where the encoder is.</param>
    protected void TakeStatistics(LearnedEncoder encoder, IEnumerable<PaintedViews> batches, Device device)
    {
        var taken = 0;
        foreach (var drawn in batches)
        {
            using var scope = NewDisposeScope();
            using var off = no_grad();
            encoder.train();
            encoder.UseStatisticsShare(1.0 / ++taken);
            encoder.Logits(drawn.ToTensors(device).Views, Precision);
        }

        encoder.UseStatisticsShare(0);
    }

    private ScalarType? Precision => options.UseBFloat16 ? ScalarType.BFloat16 : null;
}
