namespace TorchSharp;

public static partial class torch
{
    public static Tensor addcmul(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcmul(tensor1, tensor2, value);

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);
}
