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
    public void A_batch_that_does_not_fit_is_done_in_halves_from_then_on_and_that_is_said()
    {
        var batch = new DeviceBatch(8, "cuda:0", notices.Add);

        batch.Run(16, 7, Fitting(4));

        done.ShouldBe([(16, 4), (20, 3)]);
        batch.Rows.ShouldBe(4);
        notices.ShouldHaveSingleItem().ShouldContain("cuda:0");
        batch.Run(24, 4, Fitting(4));
        notices.Count.ShouldBe(1);
    }

    [Fact]
    public void What_does_not_fit_after_halving_is_a_failure_that_names_the_device()
    {
        var batch = new DeviceBatch(8, "cuda:0", notices.Add);

        var failure = Should.Throw<DeviceMemoryException>(() => batch.Run(0, 8, Fitting(3)));

        failure.Device.ShouldBe("cuda:0");
        failure.Rows.ShouldBe(4);
        batch.Rows.ShouldBe(4);
        Should.Throw<DeviceMemoryException>(() => new DeviceBatch(1, "cuda:0", null).Run(0, 1, Fitting(0))).Rows.ShouldBe(1);
    }

    [Fact]
    public void Another_failure_of_torch_is_passed_on() =>
        Should.Throw<ExternalException>(() => new DeviceBatch(8, "cpu", null).Run(0, 8, (_, _) => throw new TorchException("no such kernel")))
            .Message.ShouldBe("no such kernel");

    private Action<int, int> Fitting(int rows) => (start, count) =>
    {
        if (count > rows)
        {
            throw new TorchException("CUDA out of memory. Tried to allocate 2.00 GiB");
        }

        done.Add((start, count));
    };

    // TorchSharp throws the base class itself.
    private sealed class TorchException(string message) : ExternalException(message);
}
