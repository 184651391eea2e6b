using InspectFlow.Ingest;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Training;

/// <summary>A model trained and written to its file; the database does not know of it.</summary>
/// <param name="Bundle">Its file.</param>
/// <param name="Images">The good images as prepared for it.</param>
/// <param name="Summary">How the training went.</param>
internal sealed record FittedModel(ModelBundle Bundle, PreparedImageSet Images, TrainingSummary Summary);
