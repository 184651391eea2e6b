using InspectFlow.Tests.Ingest;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Bindings.Torch;

[Collection(nameof(Alone))] // The memory of the whole process is measured.
public sealed class NativeMemoryTests
{
    [Fact]
    public void Thousands_of_operations_leave_the_memory_where_it_was()
    {
        Work(200);
        var before = Environment.WorkingSet;

        Work(4000);

        // Each round handles 3 MB: a leak of one tensor a round would be 4 GB.
        (Environment.WorkingSet - before).ShouldBeLessThan(1_000_000_000);
    }

    private static void Work(int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            using var scope = NewDisposeScope();
            var x = zeros(512, 512).requires_grad_();
            (x + 1)[..100].sum().backward();
        }
    }
}
