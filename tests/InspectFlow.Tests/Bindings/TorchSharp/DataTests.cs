using System.Runtime.InteropServices;
using Shouldly;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Bindings.Torch;

public sealed class DataTests
{
    [Fact]
    public void Values_come_back_as_they_went_in()
    {
        using var scope = NewDisposeScope();
        byte[] pixels = [0, 1, 127, 255, 3, 4];
        float[] singles = [1.5f, -0f, float.MaxValue, float.NaN];
        double[] doubles = [Math.PI, double.Epsilon, double.NegativeInfinity];
        bool[] truths = [true, false];
        long[] integers = [long.MinValue, 0, long.MaxValue];

        tensor(pixels, [2, 3]).data<byte>().ToArray().ShouldBe(pixels);
        tensor(singles, [2, 2]).data<float>().ToArray().ShouldBe(singles);
        tensor(doubles, [3]).data<double>().ToArray().ShouldBe(doubles);
        tensor(integers).data<long>().ToArray().ShouldBe(integers);
        tensor(truths).data<bool>().ToArray().ShouldBe(truths);
    }

    [Fact]
    public void A_tensor_from_values_is_a_copy()
    {
        using var scope = NewDisposeScope();
        float[] values = [1, 2];
        var made = tensor(values);

        values[0] = 9;

        made.data<float>()[0].ShouldBe(1);
    }

    [Fact]
    public void A_tensor_over_an_array_shares_its_memory()
    {
        using var scope = NewDisposeScope();
        byte[] pixels = [1, 2, 3, 4];
        var whole = from_array(pixels, ScalarType.Byte);

        pixels[1] = 9;

        whole.data<byte>().ToArray().ShouldBe([1, 9, 3, 4]);
        from_array(pixels, ScalarType.Float32).data<float>().ToArray().ShouldBe([1, 9, 3, 4]);
    }

    [Fact]
    public void An_array_is_released_with_the_last_tensor_over_it()
    {
        var array = Borrow();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        array.IsAlive.ShouldBeFalse();

        static WeakReference Borrow()
        {
            using var scope = NewDisposeScope();
            var pixels = new byte[1000];
            var over = from_array(pixels, ScalarType.Byte);
            over.view(10, 100).sum().item<long>().ShouldBe(0);
            return new WeakReference(pixels);
        }
    }

    [Fact]
    public void Too_few_values_for_the_shape_are_refused() => Should.Throw<ArgumentException>(() => tensor(new float[5], [2, 3]));

    [Fact]
    public void Bytes_are_read_and_written_in_place()
    {
        using var scope = NewDisposeScope();
        var made = zeros(3, ScalarType.Float32);

        MemoryMarshal.Cast<byte, float>(made.bytes)[1] = 2.5f;

        made.data<float>().ToArray().ShouldBe([0, 2.5f, 0]);
    }

    [Fact]
    public void A_view_with_strides_is_read_in_its_own_order()
    {
        using var scope = NewDisposeScope();
        var view = arange(0, 6, dtype: ScalarType.Float32).view(2, 3).t();
        var target = new float[4];

        view.is_contiguous().ShouldBeFalse();
        view.data<float>().ToArray().ShouldBe([0, 3, 1, 4, 2, 5]);
        view.data<float>()[2, 1].ShouldBe(5);
        view.data<float>().CopyTo(target, 1, 2);
        target.ShouldBe([0, 1, 4, 2]);
    }

    [Fact]
    public void Numbers_keep_the_element_type_that_torch_gives_them()
    {
        using var scope = NewDisposeScope();

        (ones(2, ScalarType.Int64) + 1).dtype.ShouldBe(ScalarType.Int64);
        (ones(2, ScalarType.Int64) + 1.5).dtype.ShouldBe(ScalarType.Float32);
        arange(0, 4).dtype.ShouldBe(ScalarType.Int64);
        tensor(1.0).dtype.ShouldBe(ScalarType.Float64);
        tensor(1f).dtype.ShouldBe(ScalarType.Float32);
    }

    [Fact]
    public void Shapes_are_broadcast()
    {
        using var scope = NewDisposeScope();
        var sums = arange(0, 3, dtype: ScalarType.Float32).view(3, 1) * 10 + arange(0, 2, dtype: ScalarType.Float32);

        sums.shape.ShouldBe([3L, 2L]);
        sums.data<float>().ToArray().ShouldBe([0, 1, 10, 11, 20, 21]);
    }

    [Fact]
    public void Parts_are_chosen_and_set_by_indices()
    {
        using var scope = NewDisposeScope();
        var x = arange(0, 24, dtype: ScalarType.Float32).view(2, 3, 4);

        x[1][2][3].item<float>().ShouldBe(23);
        x[0].shape.ShouldBe([3L, 4L]);
        x[.., 1].data<float>().ToArray().ShouldBe([4, 5, 6, 7, 16, 17, 18, 19]);
        x[TensorIndex.Tensor(tensor(new long[] { 1 }))].shape.ShouldBe([1L, 3L, 4L]);
        x[0, .., 0] = tensor(7f);
        x[0][2][0].item<float>().ShouldBe(7);
    }

    [Fact]
    public void Saved_tensors_are_read_back_into_tensors_of_the_same_shape()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var saved = arange(0, 300, dtype: ScalarType.Float32).view(3, 100).t();
        saved.Save(writer);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        var read = zeros(100, 3);

        read.Load(reader);

        read.Equals(saved.contiguous()).ShouldBeTrue();
        stream.Position = 0;
        Should.Throw<ArgumentException>(() => zeros(3, 100).Load(reader));
        stream.Position = 0;
        Should.Throw<ArgumentException>(() => zeros([100, 3], ScalarType.Float64).Load(reader));
    }

    [Fact]
    public void Conversions_that_change_nothing_share_memory_and_copies_do_not()
    {
        using var scope = NewDisposeScope();
        var x = zeros(1);

        x.to(ScalarType.Float32).fill_(3);
        x.to(CPU, copy: true).fill_(4);

        x.item<float>().ShouldBe(3);
        x.to(ScalarType.Float64, disposeAfter: true).item<double>().ShouldBe(3);
        x.IsInvalid.ShouldBeTrue();
    }
}
