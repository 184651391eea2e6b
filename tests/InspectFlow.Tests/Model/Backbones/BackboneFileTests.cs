using InspectFlow.Model;
using InspectFlow.Model.Backbones;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model.Backbones;

/// <summary>What files of weights are taken for, and what is said of those that fit nothing.</summary>
public sealed class BackboneFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("mobilenet_v2", 8)]
    [InlineData("resnet18", 16)]
    [InlineData("wide_resnet50_2", 4)]
    [InlineData("resnet50_v2", 8)]
    public void A_network_is_recognised_by_its_tensors_alone(string architecture, int deepest)
    {
        using var backbone = Backbone.Load(Write(BackboneFiles.Drawn(architecture, deepest)), [4]);

        backbone.Descriptor.Architecture.ShouldBe(architecture);
        backbone.Features.ShouldHaveSingleItem().Stride.ShouldBe(4);
    }

    [Fact]
    public void Prefixes_of_the_model_zoo_classifiers_and_deeper_stages_do_not_matter()
    {
        var file = new SafetensorsFile();
        foreach (var tensor in BackboneFiles.Drawn("resnet50_v2", 8).Tensors.Values)
        {
            file.Add(tensor with { Name = "resnetv24_" + tensor.Name });
        }

        file.Add(BackboneFiles.Tensor("resnetv24_dense0_weight", [10, 2048]));
        using var backbone = Backbone.Load(Write(file), [4]);

        backbone.Descriptor.Architecture.ShouldBe("resnet50_v2");
    }

    [Fact]
    public void A_file_without_the_stage_wanted_is_told_which_strides_it_has()
    {
        var path = Write(BackboneFiles.Drawn("resnet18", 8));

        var failure = Should.Throw<ModelFormatException>(() => Backbone.Load(path, [8, 16]));

        failure.Path.ShouldBe(path);
        failure.Reason.ShouldContain("nearest to a resnet18");
        failure.Reason.ShouldContain("ask for strides among 4, 8,");
        failure.Faults.ShouldContain("missing: layer3.0.conv1.weight F32 [256, 128, 3, 3]");
        failure.Faults.ShouldAllBe(f => f.StartsWith("missing: layer3.", StringComparison.Ordinal));
    }

    [Fact]
    public void More_units_than_the_network_has_are_another_network()
    {
        var file = BackboneFiles.Drawn("resnet18", 16);
        file.Add(BackboneFiles.Tensor("layer1.2.conv1.weight", [64, 64, 3, 3]));

        var failure = Should.Throw<ModelFormatException>(() => Backbone.Load(Write(file), [4]));

        failure.Faults.ShouldHaveSingleItem().ShouldBe("extra: layer1.2.conv1.weight F32 [64, 64, 3, 3]");
        failure.Message.ShouldContain("mobilenet_v2, resnet18, wide_resnet50_2, resnet50_v2");
    }

    [Fact]
    public void Tensors_of_another_width_are_listed_under_the_network_that_the_file_says_it_is()
    {
        var file = BackboneFiles.Drawn("resnet18", 4, except: "layer1.0.conv1.weight");
        file.Add(BackboneFiles.Tensor("layer1.0.conv1.weight", [64, 64, 1, 1]));
        file.Metadata["architecture"] = "resnet18";

        var failure = Should.Throw<ModelFormatException>(() => Backbone.Load(Write(file), [4]));

        failure.Reason.ShouldContain("says that it is a resnet18");
        failure.Faults.ShouldHaveSingleItem()
            .ShouldBe("misshapen: layer1.0.conv1.weight is F32 [64, 64, 1, 1] and should be F32 [64, 64, 3, 3]");
    }

    [Fact]
    public void A_file_of_something_else_is_refused_with_the_networks_that_are_known()
    {
        var file = new SafetensorsFile();
        file.Add(BackboneFiles.Tensor("encoder.weight", [4, 4]));
        file.Metadata["architecture"] = "vit";

        var failure = Should.Throw<ModelFormatException>(() => Backbone.Load(Write(file), [8]));

        failure.Reason.ShouldStartWith("holds no backbone that is known (it says \"vit\")");
        failure.Reason.ShouldContain("give a float32 safetensors file of mobilenet_v2");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(64)]
    public void Strides_that_a_network_has_not_are_refused_with_those_that_it_has(int stride)
    {
        var path = Write(BackboneFiles.Drawn("resnet18", 32));

        Should.Throw<ModelFormatException>(() => Backbone.Load(path, [stride])).Reason.ShouldContain("it has 4, 8, 16, 32");
    }

    [Fact]
    public void A_descriptor_is_checked_before_anything_is_built()
    {
        Should.Throw<OptionsException>(() => new Backbone(new BackboneDescriptor { Architecture = "vgg16" })).Message.ShouldContain("resnet18");
        Should.Throw<OptionsException>(() => new Backbone(new BackboneDescriptor { Architecture = "resnet18", Strides = [8, 4] }))
            .Message.ShouldContain("ascending");
        Should.Throw<OptionsException>(() => new Backbone(new BackboneDescriptor { Architecture = "resnet18", Strides = [] }));
    }

    private string Write(SafetensorsFile file)
    {
        var path = folder.File("weights.safetensors");
        file.Write(path);
        return path;
    }
}
