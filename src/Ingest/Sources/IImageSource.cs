namespace InspectFlow.Ingest;

/// <summary>A place that images come from.</summary>
public interface IImageSource
{
    /// <summary>Lists the images that are there now, in an order that stays the same while they do.</summary>
    /// <param name="onProblem">Told of everything that could not be listed; the listing goes on.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    /// <returns>The images, found while they are enumerated.</returns>
    /// <exception cref="SourceException">The place itself is not there or not readable.</exception>
    IEnumerable<SourceFile> List(Action<SourceProblem> onProblem, CancellationToken cancellationToken);
}
