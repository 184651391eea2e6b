using System.Text.Json.Serialization;

namespace InspectFlow.Model;

/// <summary>Why a training run ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StopReason>))]
public enum StopReason
{
    /// <summary>All planned steps were done.</summary>
    Completed,

    /// <summary>The select images' bits per dimension no longer improved.</summary>
    EarlyStopping,

    /// <summary>The machine became slower than it was when the steps were planned, and the time ran out.</summary>
    TimeUp,
}
