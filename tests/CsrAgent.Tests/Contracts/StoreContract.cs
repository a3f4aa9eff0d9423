namespace CsrAgent.Tests.Contracts;

/// <summary>What the suites of the stores share: a fresh store for each test.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected StoreSubject Subject { get; private set; } = null!;

    protected abstract ValueTask<StoreSubject> CreateAsync();

    public async ValueTask InitializeAsync() => Subject = await CreateAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Subject.DisposeAsync();
    }
}
