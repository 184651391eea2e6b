namespace InspectFlow.Jobs.Lines;

/// <summary>The form of a line's normalizing flow.</summary>
public enum FlowFamily
{
    /// <summary>Glow (Kingma and Dhariwal, 2018): activation normalisation, invertible 1×1 convolution, coupling, several scales.</summary>
    Glow,

    /// <summary>RealNVP (Dinh, Sohl-Dickstein and Bengio, 2017): checkerboard and channel masks, several scales.</summary>
    Realnvp,
}
