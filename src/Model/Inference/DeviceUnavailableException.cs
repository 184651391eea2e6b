namespace InspectFlow.Model;

/// <summary>A device was asked for that this machine, or this build of libtorch, does not have.</summary>
public sealed class DeviceUnavailableException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="DeviceUnavailableException"/> class.</summary>
    /// <param name="device">What was asked for.</param>
    /// <param name="reason">Why it can't be had and what to do.</param>
    public DeviceUnavailableException(string device, string reason)
        : base($"Device \"{device}\" is not available: {reason}") => Device = device;

    /// <summary>Gets what was asked for.</summary>
    public string Device { get; }
}
