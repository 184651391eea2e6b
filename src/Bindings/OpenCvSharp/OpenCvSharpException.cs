namespace OpenCvSharp;

/// <summary>The binding was used wrongly; OpenCV itself was not reached.</summary>
public class OpenCvSharpException : Exception
{
    public OpenCvSharpException(string message)
        : base(message)
    {
    }
}
