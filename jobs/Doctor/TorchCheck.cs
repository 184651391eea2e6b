using System.Globalization;
using InspectFlow.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace InspectFlow.Jobs.Doctor;

/// <summary>libtorch: its version, its devices, and one convolution on each whose result is known.</summary>
internal static class TorchCheck
{
    public static IEnumerable<Finding> Run(string wanted)
    {
        yield return Finding.Ok("torch", __version__);
        var count = cuda.is_available() ? cuda.device_count() : 0;
        yield return Finding.Ok("devices", count == 0 ? "cpu" : string.Create(CultureInfo.InvariantCulture, $"cpu and {count} × cuda"));
        yield return Wanted(wanted);
        yield return Convolve(CPU, "cpu");
        for (var i = 0; i < count; i++)
        {
            yield return Convolve(device(DeviceType.CUDA, i), string.Create(CultureInfo.InvariantCulture, $"cuda:{i}"));
        }
    }

    private static Finding Wanted(string name)
    {
        try
        {
            var found = FlowDevice.Parse(name).type == DeviceType.CUDA ? "cuda" : "cpu";
            return Finding.Ok("device", string.Equals(found, name, StringComparison.Ordinal) ? name : $"{name}, which is {found} here");
        }
        catch (DeviceUnavailableException e)
        {
            return Finding.Fail("device", e.Message, "Run on a machine that has it, or set device to \"auto\" or \"cpu\".");
        }
    }

    // The picture 1, 2, … 9 under a kernel of nine twos sums to 90, exactly in every arithmetic.
    private static Finding Convolve(Device where, string name)
    {
        const float Expected = 90;
        var subject = $"convolution on {name}";
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        try
        {
            var picture = arange(1, 10, dtype: ScalarType.Float32).reshape(1, 1, 3, 3).to(where);
            var kernel = full(new long[] { 1, 1, 3, 3 }, 2, dtype: ScalarType.Float32).to(where);
            var result = nn.functional.conv2d(picture, kernel).cpu().item<float>();
            return result == Expected
                ? Finding.Ok(subject, "right")
                : Finding.Fail(
                    subject,
                    string.Create(CultureInfo.InvariantCulture, $"gave {result} in place of {Expected}"),
                    "This libtorch or driver computes wrongly on this machine; install another, or use another device.");
        }
        catch (System.Runtime.InteropServices.ExternalException e)
        {
            return Finding.Fail(
                subject, e.Message.Split('\n')[0], "Check that the driver fits the libtorch build and that no other program has taken the device's memory; or use another device.");
        }
    }
}
