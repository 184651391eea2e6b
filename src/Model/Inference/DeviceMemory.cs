using System.Runtime.InteropServices;

namespace InspectFlow.Model;

/// <summary>Turns torch's exception of a device whose memory does not suffice into one that a person can act on.</summary>
public static class DeviceMemory
{
    /// <summary>Calls what may need more memory than there is.</summary>
    /// <param name="device">The device's name.</param>
    /// <param name="rows">The images that it is for; 0 for the model alone.</param>
    /// <param name="use">What to call.</param>
    /// <param name="hasBatchSize">Whether somebody can set another number of images; the default is true.</param>
    /// <exception cref="DeviceMemoryException">The memory does not suffice.</exception>
    public static void Guard(string device, int rows, Action use, bool hasBatchSize = true) => Guard(
        device,
        rows,
        () =>
        {
            use();
            return true;
        },
        hasBatchSize);

    /// <summary>Calls what may need more memory than there is.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="device">The device's name.</param>
    /// <param name="rows">The images that it is for; 0 for the model alone.</param>
    /// <param name="use">What to call.</param>
    /// <param name="hasBatchSize">Whether somebody can set another number of images; the default is true.</param>
    /// <returns>What it gave.</returns>
    /// <exception cref="DeviceMemoryException">The memory does not suffice.</exception>
    public static T Guard<T>(string device, int rows, Func<T> use, bool hasBatchSize = true)
    {
        ArgumentNullException.ThrowIfNull(use);
        try
        {
            return use();
        }
        catch (ExternalException e) when (DeviceBatch.IsOutOfMemory(e))
        {
            throw new DeviceMemoryException(device, rows, e, hasBatchSize);
        }
    }
}
