using System.ComponentModel.DataAnnotations;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Core;

public sealed class OptionsValidatorTests
{
    [Fact]
    public void All_faults_are_found_at_once_with_their_JSON_paths()
    {
        var errors = OptionsValidator.Check(new Outer { Count = 0, Low = 5, High = 3, Inner = new Inner { Name = "" }, Items = [new Inner { Name = "x" }, new Inner()] });

        errors.Select(e => e.Path).ShouldBe(["$.count", "$.low", "$.inner.name", "$.items[1].name"], ignoreOrder: true);
    }

    [Fact]
    public void Options_without_a_fault_pass()
    {
        OptionsValidator.Check(new Outer { Count = 1, Inner = new Inner { Name = "x" } }).ShouldBeEmpty();
    }

    [Fact]
    public void The_exception_names_the_source_and_lists_every_fault()
    {
        var exception = Should.Throw<OptionsException>(() => OptionsValidator.Validate(new Outer { Inner = new Inner() }, "line.json"));

        exception.Errors.Count.ShouldBe(2);
        exception.Message.ShouldStartWith("line.json is not usable, 2 faults:");
        exception.Message.ShouldContain("$.count");
        exception.Message.ShouldContain("$.inner.name");
    }

    private sealed record Outer : IValidatableObject
    {
        [Range(1, 10)]
        public int Count { get; init; }

        public int Low { get; init; }

        public int High { get; init; } = 9;

        public Inner Inner { get; init; } = new();

        public IReadOnlyList<Inner> Items { get; init; } = [];

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Low > High)
            {
                yield return new ValidationResult("must not be above high", [nameof(Low)]);
            }
        }
    }

    private sealed record Inner
    {
        [Required]
        public string? Name { get; init; }
    }
}
