using System.Security.Cryptography;
using InspectFlow.Model;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Bundles;

public sealed class ModelBundleTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_model_comes_back_with_its_metadata_and_identity()
    {
        var sha = Save();
        var bundle = ModelBundle.Load(folder.File("model.safetensors"));

        sha.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder.File("model.safetensors")))));
        bundle.Sha256.ShouldBe(sha);
        bundle.Metadata.Architecture.ShouldBe(ToyImages.Architecture);
        bundle.Metadata.PreprocessingJson.ShouldBe("{\"width\":8}");
        bundle.Metadata.SplitJson.ShouldBe("{\"fit\":[]}");
        bundle.Metadata.Seed.ShouldBe(5);
        bundle.Metadata.Training.ShouldBe(Metadata.Training);
        bundle.Metadata.References["typicality"].ShouldBe("{\"h\":1}");
        bundle.Metadata.Libraries["libtorch"].ShouldBe("1.13");
        bundle.Metadata.Created.ShouldBe(Metadata.Created);
        bundle.LatentReference.Mean[^1].ShouldBe(63f);
        bundle.LatentReference.Second[3].ShouldBe(-3f);
        bundle.LatentReference.FirstScale.ShouldBe(2);
        bundle.LatentReference.SecondScale.ShouldBe(0.5);
    }

    [Theory]
    [InlineData(FlowArchitecture.Glow)]
    [InlineData(FlowArchitecture.RealNvp)]
    [InlineData(FlowArchitecture.RealNvpDense)]
    public void The_restored_flow_says_the_same_of_an_image(string family)
    {
        var architecture = ToyImages.Architecture with { Family = family };
        var pixels = ToyImages.Stripes(3, architecture);
        using var original = FlowFactory.Create(architecture, seed: 9);
        using (NewDisposeScope())
        {
            original.Initialize(FlowLikelihood.ToInput(PixelBatch.ToTensor(ToyImages.Stripes(20, architecture), architecture, CPU)));
        }

        original.eval();
        ModelBundle.Save(folder.File("m"), original, Reference, Metadata with { Architecture = architecture, Seed = 1 });
        using var restored = ModelBundle.Load(folder.File("m")).CreateFlow();

        FlowAudit.BitsPerDim(restored, pixels, seed: 1).ShouldBe(FlowAudit.BitsPerDim(original, pixels, seed: 1));
    }

    [Fact]
    public void Missing_extra_and_misshapen_tensors_are_all_listed()
    {
        Save();
        var stored = SafetensorsFile.Read(folder.File("model.safetensors"));
        var names = stored.Tensors.Keys.Where(n => n.StartsWith("flow.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var changed = new SafetensorsFile();
        foreach (var (key, value) in stored.Metadata)
        {
            changed.Metadata[key] = value;
        }

        foreach (var tensor in stored.Tensors.Values.Where(t => !names[0].Equals(t.Name, StringComparison.Ordinal)))
        {
            changed.Add(names[1].Equals(tensor.Name, StringComparison.Ordinal) ? tensor with { DType = "U8", Shape = [tensor.Data.Length] } : tensor);
        }

        changed.Add(new SafetensorsTensor("flow.stray", "F32", [1], new byte[4]));
        changed.Write(folder.File("changed"));

        var exception = Should.Throw<ModelFormatException>(() => ModelBundle.Load(folder.File("changed")).CreateFlow());
        exception.Faults.Count.ShouldBe(3);
        exception.Faults[0].ShouldBe($"missing: {names[0]["flow.".Length..]} {stored.Tensors[names[0]].Form}");
        exception.Faults[1].ShouldStartWith($"misshapen: {names[1]["flow.".Length..]} is U8 [");
        exception.Faults[2].ShouldBe("extra: stray F32 [1]");
        exception.Message.ShouldContain("holds other tensors than its architecture needs");
    }

    [Fact]
    public void Another_safetensors_file_is_not_taken_for_a_model()
    {
        new SafetensorsFile().Write(folder.File("x"));
        Should.Throw<ModelFormatException>(() => ModelBundle.Load(folder.File("x"))).Reason
            .ShouldBe("is a safetensors file but not an InspectFlow model");
    }

    [Fact]
    public void A_bundle_of_a_later_version_is_refused()
    {
        Change("version", "2");
        Should.Throw<ModelFormatException>(() => ModelBundle.Load(folder.File("changed"))).Reason
            .ShouldStartWith("has layout version 2 and this build reads 1");
    }

    [Fact]
    public void An_architecture_that_cannot_be_built_is_refused_with_its_faults()
    {
        Change("architecture", "{\"family\":\"glow\",\"height\":7,\"width\":8,\"levels\":2}");
        Should.Throw<ModelFormatException>(() => ModelBundle.Load(folder.File("changed"))).Faults.Single().ShouldContain("7");
    }

    [Fact]
    public void Metadata_that_cannot_be_read_are_refused()
    {
        Change("seed", "one");
        Should.Throw<ModelFormatException>(() => ModelBundle.Load(folder.File("changed"))).Reason.ShouldStartWith("has metadata that can't be read");
    }

    private static LatentReference Reference { get; } = new(
        [.. Enumerable.Range(0, 64).Select(i => (float)i)], new float[64], [.. Enumerable.Range(0, 64).Select(i => -(float)i)], 2, 0.5);

    private static BundleMetadata Metadata { get; } = new()
    {
        Architecture = ToyImages.Architecture,
        PreprocessingJson = "{\"width\":8}",
        SplitJson = "{\"fit\":[]}",
        Seed = 5,
        Training = new TrainingSummary(100, 100, 90, 2.25, 12.5, 256, StopReason.EarlyStopping) { Notice = "It went well but for this." },
        References = new Dictionary<string, string>(StringComparer.Ordinal) { ["typicality"] = "{\"h\":1}" },
        Libraries = new Dictionary<string, string>(StringComparer.Ordinal) { ["libtorch"] = "1.13" },
        Created = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero),
    };

    private string Save()
    {
        using var flow = FlowFactory.Create(ToyImages.Architecture, seed: 5);
        return ModelBundle.Save(folder.File("model.safetensors"), flow, Reference, Metadata);
    }

    private void Change(string key, string value)
    {
        Save();
        var stored = SafetensorsFile.Read(folder.File("model.safetensors"));
        stored.Metadata[key] = value;
        stored.Write(folder.File("changed"));
    }
}
