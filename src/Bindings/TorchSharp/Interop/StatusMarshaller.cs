using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <summary>Turns the native status into nothing or an exception.</summary>
[CustomMarshaller(typeof(Status), MarshalMode.ManagedToUnmanagedOut, typeof(StatusMarshaller))]
internal static class StatusMarshaller
{
    public static Status ConvertToManaged(int failed) => failed == 0 ? default : throw Native.LastError();
}
