using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

/// <summary>One trained plant for all end-to-end tests; each works on a copy of it.</summary>
public sealed class PlantFixture : IAsyncLifetime
{
    internal Plant Plant { get; private set; } = null!;

    public async Task InitializeAsync() => Plant = await Plant.TrainedAsync(CancellationToken.None).ConfigureAwait(false);

    public Task DisposeAsync()
    {
        Plant.Dispose();
        return Task.CompletedTask;
    }
}
