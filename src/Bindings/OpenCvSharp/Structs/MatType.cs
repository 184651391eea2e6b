namespace OpenCvSharp;

/// <summary>A matrix element's type: the depth in the low three bits, the number of channels less one above.</summary>
public readonly record struct MatType(int Value)
{
    public const int CV_8U = 0;
    public const int CV_8S = 1;
    public const int CV_16U = 2;
    public const int CV_16S = 3;
    public const int CV_32S = 4;
    public const int CV_32F = 5;
    public const int CV_64F = 6;

    public static readonly MatType CV_8UC1 = CV_8UC(1);
    public static readonly MatType CV_8UC3 = CV_8UC(3);
    public static readonly MatType CV_8UC4 = CV_8UC(4);
    public static readonly MatType CV_16UC1 = CV_16UC(1);
    public static readonly MatType CV_16UC3 = CV_16UC(3);
    public static readonly MatType CV_16SC1 = MakeType(CV_16S, 1);
    public static readonly MatType CV_32SC1 = CV_32SC(1);
    public static readonly MatType CV_32FC1 = CV_32FC(1);
    public static readonly MatType CV_32FC2 = CV_32FC(2);
    public static readonly MatType CV_64FC1 = CV_64FC(1);

    private const int ChannelShift = 3;
    private const int MaxChannels = 512;

    public int Depth => Value & ((1 << ChannelShift) - 1);

    public int Channels => (Value >> ChannelShift) + 1;

    public static implicit operator int(MatType self) => self.Value;

    public static MatType CV_8UC(int ch) => MakeType(CV_8U, ch);

    public static MatType CV_16UC(int ch) => MakeType(CV_16U, ch);

    public static MatType CV_32SC(int ch) => MakeType(CV_32S, ch);

    public static MatType CV_32FC(int ch) => MakeType(CV_32F, ch);

    public static MatType CV_64FC(int ch) => MakeType(CV_64F, ch);

    public static MatType MakeType(int depth, int channels)
    {
        if (channels is <= 0 or >= MaxChannels)
        {
            throw new OpenCvSharpException($"Channels count should be 1..{MaxChannels - 1}");
        }

        if (depth is < 0 or >= 1 << ChannelShift)
        {
            throw new OpenCvSharpException("Data type depth should be 0..7");
        }

        return new(depth + ((channels - 1) << ChannelShift));
    }

    public override string ToString()
    {
        string[] depths = ["CV_8U", "CV_8S", "CV_16U", "CV_16S", "CV_32S", "CV_32F", "CV_64F", "CV_USRTYPE1"];
        return Channels <= 4 ? $"{depths[Depth]}C{Channels}" : $"{depths[Depth]}C({Channels})";
    }
}
