using InspectFlow.Ingest;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Training;

/// <summary>A model trained and written to its file; the database does not know of it.</summary>
/// <param name="Bundle">Its file.</param>
/// <param name="Images">The good images as prepared for it.</param>
/// <param name="Summary">How the training went.</param>
/// <param name="Checkpoint">The file from which the same training would go on; there until the model is kept or dropped.</param>
internal sealed record FittedModel(ModelBundle Bundle, PreparedImageSet Images, TrainingSummary Summary, string Checkpoint)
{
    /// <summary>Deletes the model with its checkpoint.</summary>
    public void Drop()
    {
        File.Delete(Bundle.Path);
        File.Delete(Checkpoint);
    }
}
