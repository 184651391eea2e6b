using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Training;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Doctor;

/// <summary>A line with what training would settle by the good pictures and by the device: size, colour and time.</summary>
internal static class SettledLine
{
    /// <summary>Settles what can be; what cannot is left as it is, and its own finding says why.</summary>
    /// <param name="line">The line.</param>
    /// <param name="device">The device's name.</param>
    /// <param name="time">The clock.</param>
    public static LineDefinition Of(LineDefinition line, string device, TimeProvider time) => WithTime(WithPictures(line, time), device);

    private static LineDefinition WithPictures(LineDefinition line, TimeProvider time) => line.GoodImages?.Folders.All(Directory.Exists) is true
        ? Try(line, () => AutomaticPreprocessing.Settle(line, time, CancellationToken.None))
        : line;

    private static LineDefinition WithTime(LineDefinition line, string device) => line.Training.Steps is null
        ? Try(line, () => line with { Training = line.Training.On(FlowDevice.Choose(device, line.DeviceFallback, notice: null).type) })
        : line;

    private static LineDefinition Try(LineDefinition line, Func<LineDefinition> settle)
    {
        try
        {
            return settle();
        }
        catch (Exception)
        {
            // Whatever it is, a native library that is not there included: the doctor has a finding of its own for it, and must get that far.
            return line;
        }
    }
}
