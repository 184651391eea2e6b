namespace OpenCvSharp;

/// <summary>A matrix in the role of a function's output; it is reallocated where its size or type do not fit.</summary>
public class OutputArray
{
    private readonly Mat mat;

    internal OutputArray(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        mat.ThrowIfDisposed();
        this.mat = mat;
    }

    internal MatHandle Handle => mat.Handle;

    public static implicit operator OutputArray(Mat mat) => Create(mat);

    public static OutputArray Create(Mat mat) => new(mat);
}
