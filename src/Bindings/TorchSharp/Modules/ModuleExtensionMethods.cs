namespace TorchSharp;

/// <summary>Moving modules between devices and element types, keeping their type.</summary>
public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, torch.ScalarType type, bool non_blocking = false)
        where T : torch.nn.Module => Moved(module, type, null);

    public static T to<T>(this T module, torch.Device device, bool non_blocking = false)
        where T : torch.nn.Module => Moved(module, null, device);

    private static T Moved<T>(T module, torch.ScalarType? type, torch.Device? device)
        where T : torch.nn.Module
    {
        if (device is not null)
            torch.InitializeDeviceType(device.type);
        module.Move(type, device);
        return module;
    }
}
