using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Model;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Sessions;

/// <summary>The model and calibration by which a line decides, loaded and checked against each other.</summary>
/// <param name="Model">The model as stored.</param>
/// <param name="Bundle">The model's file.</param>
/// <param name="Calibration">The calibration as stored.</param>
/// <param name="Preprocessing">How images are prepared for the model; from the bundle.</param>
internal sealed record InForce(
    ModelRecord Model,
    ModelBundle Bundle,
    CalibrationRecord Calibration,
    PreprocessingOptions Preprocessing)
{
    /// <summary>Loads what the activation log says is in force.</summary>
    /// <exception cref="NothingInForceException">Nothing is.</exception>
    /// <exception cref="ModelMismatchException">The file is not the model, or the line's preprocessing differs from the model's.</exception>
    public static InForce Load(LineSession session)
    {
        var activation = session.Store.CurrentActivation(session.Record.Id) ??
            throw new NothingInForceException(session.Line.Name, session.Line.SourceFile);
        var loaded = Of(session, session.Store.GetModel(activation.ModelId)!, session.Store.GetCalibration(activation.CalibrationId)!);
        Check(session.Line, loaded);
        return loaded;
    }

    /// <summary>Loads a stored model and a calibration of it, whether or not they are in force.</summary>
    /// <exception cref="ModelMismatchException">The file is not the model.</exception>
    public static InForce Of(LineSession session, ModelRecord model, CalibrationRecord calibration)
    {
        var bundle = LoadBundle(session, model);
        return new(model, bundle, calibration, BundlePreprocessing.Of(bundle));
    }

    // The line's files may have been moved since, or restored elsewhere, the models with them.
    private static ModelBundle LoadBundle(LineSession session, ModelRecord model)
    {
        var moved = Path.Combine(session.ModelFolder, Path.GetFileName(model.Path));
        var bundle = ModelBundle.Load(File.Exists(model.Path) || !File.Exists(moved) ? model.Path : moved);
        if (!string.Equals(bundle.Sha256, model.Sha256, StringComparison.Ordinal))
        {
            throw new ModelMismatchException(
                bundle.Path,
                $"the file has SHA-256 {bundle.Sha256}, but the model in force is {model.Sha256}. " +
                "Put the model's own file back, or train and activate again.");
        }

        return bundle;
    }

    // The bundle's preprocessing wins; a definition that has moved on would be scored by a model that never saw such images.
    private static void Check(LineDefinition line, InForce loaded)
    {
        // 'train --family feature' on a line that names another: what that left to the good pictures is the model's to say.
        if (loaded.Bundle.Metadata.Architecture.Family is FlowArchitecture.Feature && line.Model.Family is not FlowArchitecture.Feature)
        {
            line = (line with { Model = line.Model with { Family = FlowArchitecture.Feature } }).WithFamilyDefaults(line.NamedPreprocessing);
        }

        var defined = line.HasAutomaticSize ? PictureSize.Take(line.Preprocessing, loaded.Preprocessing) : line.Preprocessing;
        defined = line.HasAutomaticAlignment ? defined with { Alignment = loaded.Preprocessing.Alignment } : defined;
        defined = line.HasAutomaticColor ? defined with { Color = loaded.Preprocessing.Color } : defined;
        var frames = new FlatFieldFrames(defined, loaded.Preprocessing);
        IReadOnlyList<string> differences =
        [
            .. OptionsDifference.Between(frames.Defined, loaded.Preprocessing, "$.preprocessing"),
            .. frames.Differences,
            .. BundlePeakPercent.Differences(loaded.Bundle, line),
        ];
        if (differences.Count > 0)
        {
            throw new ModelMismatchException(
                loaded.Bundle.Path,
                $"the model was trained with other settings than {line.SourceFile} says now:{Environment.NewLine}" +
                string.Join(Environment.NewLine, differences.Select(d => $"  {d}")) +
                $"{Environment.NewLine}Set these members back, or train a new model for them.");
        }
    }
}
