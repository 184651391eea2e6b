namespace InspectFlow.Model.Layers;

/// <summary>A module that can do once what depends on its weights alone.</summary>
internal interface IFoldable
{
    /// <summary>
    /// From now on the weights are fixed and no gradient is wanted. The module gives what it gave before, but for
    /// rounding.
    /// </summary>
    void Fold();
}
