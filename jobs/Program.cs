using InspectFlow.Jobs.Commands;
using InspectFlow.Model;

NativeHeap.KeepReleasedTensors();
return await CommandLine.RunProcessAsync(args, Verbs.All()).ConfigureAwait(false);
