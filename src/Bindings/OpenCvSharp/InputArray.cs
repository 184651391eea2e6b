namespace OpenCvSharp;

/// <summary>A matrix in the role of a function's input.</summary>
public class InputArray
{
    private readonly Mat mat;

    internal InputArray(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        mat.ThrowIfDisposed();
        this.mat = mat;
    }

    internal MatHandle Handle => mat.Handle;

    public static implicit operator InputArray(Mat mat) => Create(mat);

    public static InputArray Create(Mat mat) => new(mat);

    /// <summary>A mask or its absence, as the native side takes it.</summary>
    internal static MatHandle HandleOf(InputArray? optional) => optional?.Handle ?? MatHandle.None;
}
