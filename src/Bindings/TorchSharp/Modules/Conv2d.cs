namespace TorchSharp.Modules;

/// <summary>Two-dimensional convolution.</summary>
public sealed class Conv2d : Convolution
{
    internal Conv2d(
        long in_channels, long out_channels, (long, long) kernel_size, (long, long) stride, (long, long) padding, Padding? padding_type,
        (long, long) dilation, PaddingModes padding_mode, long groups, bool bias, torch.Device? device, torch.ScalarType? dtype)
        : base(nameof(Conv2d), in_channels, out_channels, [kernel_size.Item1, kernel_size.Item2], groups, bias, device, dtype)
    {
        this.stride = [stride.Item1, stride.Item2];
        this.dilation = [dilation.Item1, dilation.Item2];
        this.padding = padding_type is null ? [padding.Item1, padding.Item2] : null;
        this.padding_type = padding_type;
        this.padding_mode = padding_mode;
    }

    public override torch.Tensor forward(torch.Tensor input)
    {
        if (padding_mode != PaddingModes.Zeros)
        {
            using var padded = torch.nn.functional.pad(input, Border(), padding_mode);
            return torch.nn.functional.conv2d(padded, _weight, _bias, stride, [0, 0], dilation, groups);
        }
        return padding_type is { } type
            ? torch.nn.functional.conv2d_padding(input, _weight, _bias, stride, type, dilation, groups)
            : torch.nn.functional.conv2d(input, _weight, _bias, stride, padding, dilation, groups);
    }

    // Before and after, the last dimension first.
    private long[] Border()
    {
        if (padding is [var rows, var columns])
            return [columns, columns, rows, rows];
        if (padding_type != Padding.Same)
            return [0, 0, 0, 0];
        var height = dilation[0] * (kernel_size[0] - 1);
        var width = dilation[1] * (kernel_size[1] - 1);
        return [width / 2, width - (width / 2), height / 2, height - (height / 2)];
    }
}
