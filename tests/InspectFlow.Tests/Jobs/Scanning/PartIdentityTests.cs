using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Scanning;

public sealed class PartIdentityTests
{
    [Fact]
    public void A_pattern_that_takes_too_long_is_named_with_the_file_and_the_definition()
    {
        var line = new LineDefinition { Name = "casting", PartPattern = @"^(?<serial>(\w+\s?)+)!$", SourceFile = "/lines/casting.json" };
        // It ends as the pattern asks, which would be looked for first.
        var path = new string('a', 60) + ".png!";

        var error = Should.Throw<OptionsException>(
            () => new PartIdentity(line, string.Empty).Complete(new CaptureResult { Path = path, Size = 1, Modified = DateTimeOffset.UnixEpoch }));

        error.ConfigurationSource.ShouldBe("/lines/casting.json");
        error.Errors.ShouldHaveSingleItem().Message.ShouldStartWith($@"^(?<serial>(\w+\s?)+)!$ takes more than a second on the file {path}");
    }
}
