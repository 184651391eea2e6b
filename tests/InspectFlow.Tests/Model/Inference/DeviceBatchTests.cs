using System.Runtime.InteropServices;
using InspectFlow.Model;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model.Inference;

public sealed class DeviceBatchTests
{
    private readonly List<(int Start, int Count)> done = [];
    private readonly List<string> notices = [];

    [Fact]
    public void A_batch_that_does_not_fit_is_halved_once_and_that_is_said()
    {
        var batch = new DeviceBatch(16, "cuda:0", notices.Add);
        batch.Run(0, 16, Fitting(8));
        batch.Run(16, 8, Fitting(8));

        batch.Rows.ShouldBe(8);
        done.ShouldBe([(0, 8), (8, 8), (16, 8)]);
        notices.ShouldBe(["cuda:0 has too little free memory for 16 images at once; going on with 8"]);
    }

    [Fact]
    public void Half_a_batch_that_does_not_fit_either_is_an_error_with_the_remedy()
    {
        var error = Should.Throw<DeviceMemoryException>(() => new DeviceBatch(16, "cuda:0", notices.Add).Run(0, 16, Fitting(4)));

        error.Rows.ShouldBe(8);
        error.Message.ShouldContain("Set a smaller batchSize");
        done.ShouldBeEmpty();
    }

    [Fact]
    public void Another_fault_stays_what_it_is()
    {
        var batch = new DeviceBatch(16, "cuda:0", notices.Add);
        Should.Throw<ExternalException>(() => batch.Run(0, 16, (_, _) => throw new TorchException("CUDA error: device-side assert")))
            .Message.ShouldBe("CUDA error: device-side assert");
        batch.Rows.ShouldBe(16);
        notices.ShouldBeEmpty();
    }

    private Action<int, int> Fitting(int most) => (start, count) =>
    {
        if (count > most)
        {
            throw new TorchException("CUDA out of memory. Tried to allocate 2.00 GiB");
        }

        done.Add((start, count));
    };

    // What the bindings throw is this type or derived from it.
    private sealed class TorchException(string message) : ExternalException(message);
}
