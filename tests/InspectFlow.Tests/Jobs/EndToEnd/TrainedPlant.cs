using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

[CollectionDefinition(nameof(TrainedPlant))]
public sealed class TrainedPlant : ICollectionFixture<PlantFixture>;
