using InspectFlow.Jobs.Commands;

return await CommandLine.RunProcessAsync(args, Verbs.All()).ConfigureAwait(false);
