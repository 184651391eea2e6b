using System.Runtime.InteropServices;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Bindings.Torch;

public sealed class ErrorTests
{
    [Fact]
    public void A_native_exception_arrives_as_ExternalException_with_its_text()
    {
        using var scope = NewDisposeScope();

        var error = Should.Throw<ExternalException>(() => zeros(2, 3).matmul(zeros(4, 5)));

        error.Message.ShouldContain("mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)");
    }

    [Fact]
    public void Functions_with_several_results_and_functions_in_place_report_errors_too()
    {
        using var scope = NewDisposeScope();

        Should.Throw<ExternalException>(() => zeros(3).topk(7)).Message.ShouldContain("out of range");
        Should.Throw<ExternalException>(() => zeros(3).copy_(zeros(2))).Message.ShouldContain("must match the size");
        Should.Throw<ExternalException>(() => zeros(3).split([1, 5])).Message.ShouldContain("split");
        Should.Throw<ExternalException>(() => cat([zeros(2, 2), zeros(3, 3)])).Message.ShouldContain("Sizes of tensors must match");
    }

    [Fact]
    public async Task Each_thread_sees_its_own_error()
    {
        var sizes = Enumerable.Range(2, 8).ToArray();

        var messages = await Task.WhenAll(sizes.Select(size => Task.Run(() =>
        {
            using var scope = NewDisposeScope();
            return Should.Throw<ExternalException>(() => zeros(size, size).matmul(zeros(size + 1, 1))).Message;
        })));

        foreach (var (message, size) in messages.Zip(sizes))
            message.ShouldContain($"({size}x{size} and {size + 1}x1)");
    }

    [Fact]
    public void A_disposed_tensor_is_refused()
    {
        var tensor = zeros(2);
        tensor.Dispose();

        tensor.IsInvalid.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => tensor.sum());
        Should.NotThrow(tensor.Dispose);
    }

    [Fact]
    public void Elements_are_read_by_their_own_type_only()
    {
        using var tensor = zeros(2);

        Should.Throw<ArgumentException>(() => tensor.data<double>());
        Should.Throw<ArgumentException>(() => tensor.item<float>());
    }

    [Fact]
    public void Bytes_of_a_transposed_view_are_refused()
    {
        using var scope = NewDisposeScope();
        var view = zeros(2, 3).t();

        Should.Throw<InvalidOperationException>(() => view.bytes.Length);
    }
}
