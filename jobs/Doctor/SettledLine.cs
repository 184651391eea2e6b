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

    private static LineDefinition WithPictures(LineDefinition line, TimeProvider time)
    {
        if (line.GoodImages?.Folders.All(Directory.Exists) is not true)
        {
            return line;
        }

        try
        {
            return AutomaticPreprocessing.Settle(line, time, CancellationToken.None);
        }
        catch (Exception e) when (e is TrainingDataException or IOException or UnauthorizedAccessException)
        {
            return line;
        }
    }

    private static LineDefinition WithTime(LineDefinition line, string device)
    {
        if (line.Training.Steps is not null)
        {
            return line;
        }

        try
        {
            return line with { Training = line.Training.On(FlowDevice.Choose(device, line.DeviceFallback, notice: null).type) };
        }
        catch (DeviceUnavailableException)
        {
            return line;
        }
    }
}
