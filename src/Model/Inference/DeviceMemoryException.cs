using System.Globalization;

namespace InspectFlow.Model;

/// <summary>An accelerator's memory does not suffice: not for the model, or not even for half a batch.</summary>
public sealed class DeviceMemoryException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="DeviceMemoryException"/> class.</summary>
    /// <param name="device">The device.</param>
    /// <param name="rows">The images that were too many; 0 where the model alone was too large.</param>
    /// <param name="innerException">What torch threw.</param>
    /// <param name="hasBatchSize">Whether somebody can set another number of images; the default is true.</param>
    public DeviceMemoryException(string device, int rows, Exception? innerException = null, bool hasBatchSize = true)
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{device}: its memory does not suffice for {What(rows)}. {(hasBatchSize && rows > 0 ? "Set a smaller batchSize, free" : "Free")} memory that other programs hold there, or use another device."),
            innerException)
    {
        Device = device;
        Rows = rows;
    }

    /// <summary>Gets the device.</summary>
    public string Device { get; }

    /// <summary>Gets the number of images that were too many; 0 where the model alone was too large.</summary>
    public int Rows { get; }

    private static string What(int rows) =>
        rows == 0 ? "the model" : string.Create(CultureInfo.InvariantCulture, $"{rows} images at once");
}
