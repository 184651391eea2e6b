using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

[CollectionDefinition(nameof(PlantCollection))]
public sealed class PlantCollection : ICollectionFixture<PlantFixture>;
