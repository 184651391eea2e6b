namespace TorchSharp;

/// <summary>
/// Disposes the tensors that were made on its thread while it was the innermost scope, except those moved out or detached.
/// Scopes belong to a thread: none may span an await.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private DisposeScopeManager? _manager;

    internal DisposeScope(DisposeScopeManager manager)
    {
        _manager = manager;
        OuterScope = manager.CurrentDisposeScope;
    }

    internal DisposeScope? OuterScope { get; set; }

    internal HashSet<IDisposable> Disposables { get; private set; } = new(ReferenceEqualityComparer.Instance);

    public int DisposablesCount => Live().Disposables.Count;

    public T MoveToOuter<T>(T disposable)
        where T : IDisposable
    {
        Move(OuterScope, disposable);
        return disposable;
    }

    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        Detach((IDisposable)disposable);
        return disposable;
    }

    public void Attach(IDisposable disposable) => Attach((IEnumerable<IDisposable>)[disposable]);

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        Live();
        var attached = disposables.ToList();
        foreach (var disposable in attached)
            if (Adopt(disposable))
                _manager!.Counts.TensorStatistics.AttachedToScopeCount++;
        return attached;
    }

    public void DisposeEverything() => DisposeEverythingBut([]);

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        Live();
        var all = Disposables;
        Disposables = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var disposable in all)
            if (!Disposables.Contains(disposable))
                disposable.Dispose();
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut([keep]);
        return keep;
    }

    public void MarkAsDisposed(IDisposable disposable)
    {
        Live();
        Disposables.Remove(disposable);
        Tensor(disposable).OwningDisposeScope = null;
    }

    public bool Contains(IDisposable disposable) => Disposables.Contains(disposable);

    public void Dispose()
    {
        if (_manager is null)
            return;
        DisposeEverything();
        _manager.Remove(this);
        _manager = null;
    }

    internal static void ReplaceWith(torch.Tensor original, torch.Tensor replacement)
    {
        if (original.OwningDisposeScope is not { } scope || !scope.Disposables.Remove(original))
            return;
        original.OwningDisposeScope = null;
        scope.Adopt(replacement);
    }

    private static torch.Tensor Tensor(IDisposable disposable) =>
        disposable as torch.Tensor ?? throw new InvalidOperationException($"A dispose scope manages tensors only, not {disposable.GetType().Name}.");

    private DisposeScope Live()
    {
        ObjectDisposedException.ThrowIf(_manager is null, this);
        return this;
    }

    private void Move(DisposeScope? scope, params IDisposable[] disposables)
    {
        Live();
        foreach (var disposable in disposables)
        {
            if (scope is null)
                Detach(disposable);
            else if (Disposables.Remove(disposable))
                scope.Adopt(disposable);
        }
    }

    private void Detach(IDisposable disposable)
    {
        Live();
        if (!Disposables.Remove(disposable))
            return;
        _manager!.Counts.TensorStatistics.DetachedFromScopeCount++;
        Tensor(disposable).OwningDisposeScope = null;
    }

    private bool Adopt(IDisposable disposable)
    {
        var tensor = Tensor(disposable);
        var old = tensor.OwningDisposeScope;
        if (ReferenceEquals(this, old))
            return false;
        Disposables.Add(tensor);
        old?.Disposables.Remove(tensor);
        tensor.OwningDisposeScope = this;
        return true;
    }
}
