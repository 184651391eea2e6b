namespace InspectFlow.Model.Backbones;

/// <summary>How a file names the tensors of its layers.</summary>
/// <param name="Description">Whose names these are, for messages.</param>
/// <param name="Weight">What follows a convolution's name.</param>
/// <param name="Norm">What follows a batch norm's name: for scale, shift, mean and variance.</param>
/// <param name="Prefix">What may stand before all names, and is left out here.</param>
internal sealed record TensorNaming(string Description, string Weight, IReadOnlyList<string> Norm, string Prefix)
{
    /// <summary>PyTorch's models in torchvision.</summary>
    public static readonly TensorNaming Torchvision = new(
        "torchvision", ".weight", [".weight", ".bias", ".running_mean", ".running_var"], "module.");

    /// <summary>The initialisers of the ONNX model zoo's networks that came from MXNet.</summary>
    public static readonly TensorNaming OnnxModelZoo = new(
        "ONNX model zoo", "_weight", ["_gamma", "_beta", "_running_mean", "_running_var"], "resnetv24_");
}
