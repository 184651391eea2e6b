using System.Runtime.InteropServices;
using InspectFlow.Model;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model.Inference;

public sealed class DeviceMemoryTests
{
    [Theory]
    [InlineData(0, true, "cuda:0: its memory does not suffice for the model. Free memory that other programs hold there, or use another device.")]
    [InlineData(8, false, "cuda:0: its memory does not suffice for 8 images at once. Free memory that other programs hold there, or use another device.")]
    [InlineData(8, true, "cuda:0: its memory does not suffice for 8 images at once. Set a smaller batchSize, free memory that other programs hold there, or use another device.")]
    public void Memory_that_does_not_suffice_is_an_error_with_the_remedy(int rows, bool hasBatchSize, string message)
    {
        var error = Should.Throw<DeviceMemoryException>(() => DeviceMemory.Guard(
            "cuda:0", rows, () => throw new TorchException("CUDA out of memory. Tried to allocate 2.00 GiB"), hasBatchSize));

        error.Message.ShouldBe(message);
        (error.Device, error.Rows).ShouldBe(("cuda:0", rows));
        error.InnerException.ShouldBeOfType<TorchException>();
    }

    [Fact]
    public void What_succeeds_gives_its_result_and_another_fault_stays_what_it_is()
    {
        DeviceMemory.Guard("cuda:0", 1, () => 5).ShouldBe(5);
        Should.Throw<TorchException>(() => DeviceMemory.Guard("cuda:0", 1, Fail)).Message.ShouldBe("CUDA error: device-side assert");

        static void Fail() => throw new TorchException("CUDA error: device-side assert");
    }

    // What the bindings throw is this type or derived from it.
    private sealed class TorchException(string message) : ExternalException(message);
}
