using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <summary>What a native function without a result gives back; a failure is thrown while it is unmarshalled.</summary>
[NativeMarshalling(typeof(StatusMarshaller))]
internal readonly struct Status;
