using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using InspectFlow.Model;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model.Bundles;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_written_is_read_back()
    {
        var file = Sample();
        file.Write(folder.File("a.safetensors"));
        var read = SafetensorsFile.Read(folder.File("a.safetensors"));

        read.Metadata.ShouldBe(file.Metadata);
        read.Tensors.Keys.Order(StringComparer.Ordinal).ShouldBe(["a", "b.weight", "empty", "scalar"]);
        foreach (var (name, tensor) in file.Tensors)
        {
            read.Tensors[name].DType.ShouldBe(tensor.DType);
            read.Tensors[name].Shape.ShouldBe(tensor.Shape);
            read.Tensors[name].Data.ShouldBe(tensor.Data);
        }
    }

    [Fact]
    public void The_bytes_are_laid_out_as_the_format_says()
    {
        Sample().Write(folder.File("a.safetensors"));
        var bytes = File.ReadAllBytes(folder.File("a.safetensors"));

        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var text = Encoding.UTF8.GetString(bytes, 8, length);
        text[0].ShouldBe('{');
        ((8 + length) % 8).ShouldBe(0);
        text.TrimEnd(' ')[^1].ShouldBe('}');
        var header = JsonNode.Parse(text)!.AsObject();
        header["__metadata__"]!["note"]!.GetValue<string>().ShouldBe("größer \"als\" <JSON>");

        var data = bytes.AsSpan(8 + length).ToArray();
        var ranges = header.Where(e => e.Key is not "__metadata__")
            .Select(e => (e.Key, Begin: e.Value!["data_offsets"]![0]!.GetValue<int>(), End: e.Value["data_offsets"]![1]!.GetValue<int>()))
            .OrderBy(r => (r.Begin, r.End))
            .ToList();
        ranges[0].Begin.ShouldBe(0);
        ranges[^1].End.ShouldBe(data.Length);
        ranges.Zip(ranges.Skip(1)).ShouldAllBe(p => p.First.End == p.Second.Begin);
        var (_, begin, end) = ranges.Single(r => r.Key is "b.weight");
        header["b.weight"]!["dtype"]!.GetValue<string>().ShouldBe("F32");
        header["b.weight"]!["shape"]!.ToJsonString().ShouldBe("[1,3]");
        (begin % 4).ShouldBe(0);
        Enumerable.Range(0, 3).Select(i => BitConverter.ToSingle(data[begin..end], 4 * i)).ShouldBe([1f, -2.5f, 3f]);
    }

    [Fact]
    public void Equal_content_gives_equal_bytes()
    {
        Sample().Write(folder.File("a.safetensors"));
        Sample().Write(folder.File("b.safetensors"));
        File.ReadAllBytes(folder.File("a.safetensors")).ShouldBe(File.ReadAllBytes(folder.File("b.safetensors")));
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        Sample().Write(folder.File("whole"));
        var whole = File.ReadAllBytes(folder.File("whole"));
        Prop.ForAll(Gen.Choose(0, whole.Length - 1).ToArbitrary(), length =>
        {
            File.WriteAllBytes(folder.File("cut"), whole[..length]);
            Should.Throw<ModelFormatException>(() => SafetensorsFile.Read(folder.File("cut"))).Path.ShouldBe(folder.File("cut"));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "'b' overlaps the tensor before it")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "'a' leaves a gap before it")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 8, "4 bytes belong to no tensor")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}", 8, "'a' needs 16 bytes and claims 0 to 16 of 8")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}", 8, "'a' needs 4 bytes and claims 0 to 8 of 8")]
    [InlineData("{\"a\":{\"dtype\":\"Q4\",\"shape\":[1],\"data_offsets\":[0,8]}}", 8, "'a' has an unknown type or an impossible shape: Q4 [1]")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1,-2],\"data_offsets\":[0,8]}}", 8, "'a' has an unknown type or an impossible shape: F32 [-1, -2]")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}", 8, "'a' has an unknown type or an impossible shape: F32 [4294967296, 4294967296]")]
    public void Tensors_that_do_not_fit_the_data_are_refused(string header, int dataLength, string fault)
    {
        Write(header, dataLength);
        var exception = Should.Throw<ModelFormatException>(() => SafetensorsFile.Read(folder.File("x")));
        exception.Faults.ShouldBe([fault]);
        exception.Message.ShouldStartWith($"{folder.File("x")}: is damaged; copy or train it again");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"a\":5}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}")]
    [InlineData("{\"__metadata__\":{\"x\":1}}")]
    [InlineData("{\"__metadata__\":{\"x\":null}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}")]
    [InlineData("not JSON")]
    public void A_header_that_is_not_of_the_format_is_refused(string header)
    {
        Write(header, 0);
        Should.Throw<ModelFormatException>(() => SafetensorsFile.Read(folder.File("x"))).Reason
            .ShouldStartWith("has a header that is not safetensors JSON");
    }

    [Fact]
    public void A_picture_is_not_taken_for_a_model()
    {
        File.WriteAllBytes(folder.File("x"), [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0]);
        Should.Throw<ModelFormatException>(() => SafetensorsFile.Read(folder.File("x"))).Reason.ShouldContain("cut short or no safetensors file");
    }

    [Fact]
    public void A_missing_file_says_so() =>
        Should.Throw<ModelFormatException>(() => SafetensorsFile.Read(folder.File("none"))).Message
            .ShouldBe($"{folder.File("none")}: there is no such file; train the line first, or check the path");

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_beside_it()
    {
        File.WriteAllText(folder.File("a"), "old");
        Should.Throw<InvalidOperationException>(() => AtomicFile.Write(folder.File("a"), s =>
        {
            s.WriteByte(1);
            throw new InvalidOperationException();
        }));
        File.ReadAllText(folder.File("a")).ShouldBe("old");
        Directory.GetFiles(Path.GetDirectoryName(folder.File("a"))!).Length.ShouldBe(1);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named_with_the_remedy()
    {
        File.WriteAllText(folder.File("models"), "in the way");

        var error = Should.Throw<ModelNotWrittenException>(() => Sample().Write(Path.Combine(folder.File("models"), "a.safetensors")));

        error.Message.ShouldStartWith($"{Path.Combine(folder.File("models"), "a.safetensors")} cannot be written (");
        error.Message.ShouldContain("free space there, or give this user write access");
    }

    private static SafetensorsFile Sample()
    {
        var file = new SafetensorsFile();
        file.Metadata["note"] = "größer \"als\" <JSON>";
        file.Metadata["format"] = "x";
        file.Add(new SafetensorsTensor("a", "U8", [3], [1, 2, 3]));
        file.Add(new SafetensorsTensor("b.weight", "F32", [1, 3], [.. new[] { 1f, -2.5f, 3f }.SelectMany(BitConverter.GetBytes)]));
        file.Add(new SafetensorsTensor("empty", "F32", [0, 4], []));
        file.Add(new SafetensorsTensor("scalar", "I64", [], BitConverter.GetBytes(7L)));
        return file;
    }

    private void Write(string header, int dataLength)
    {
        var text = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(folder.File("x"), [.. BitConverter.GetBytes((ulong)text.Length), .. text, .. new byte[dataLength]]);
    }
}
