using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Faults;

/// <summary>Erases customers and ends conversations under load, then looks for what must be there and for what must not.</summary>
internal sealed class LeavingCustomers(string address) : IDisposable
{
    private const int Count = 12;
    private const int Rounds = 10;

    private readonly ChatClient _admin = new(address, ("X-API-Key", RealServer.ApiKey));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Returns what stood in every message, and must now be found nowhere.</summary>
    /// <param name="report">Gets a line with the counts.</param>
    public async Task<IReadOnlyList<string>> ProveAsync(Action<string> report)
    {
        var customers = Enumerable.Range(0, Count).Select(i => new LeavingCustomer(address, _admin, $"leaving{i}", i)).ToList();
        await Task.WhenAll(customers.Select(customer => Task.Run(() => customer.LiveAsync(Rounds, Token), Token)));

        var audit = new HistoryAudit(_admin);
        await audit.CheckAsync(customers.SelectMany(customer => customer.Kept));
        report(
            $"{customers.Sum(c => c.Erasures)} erasures and {customers.Sum(c => c.Deletions)} ends of conversations under load: "
                + $"{customers.Sum(c => c.Accepted)} messages accepted, of those not erased since: {audit}"
        );
        Assert.Empty(customers.SelectMany(customer => customer.Resurrected));
        Assert.Empty(audit.Faults.Take(10));
        Assert.Equal((audit.Accepted, 0, 0, 0), (audit.AnsweredOnce, audit.Lost, audit.Doubled, audit.OutOfOrder));
        Assert.Equal(0, audit.DeadLetters);
        foreach (var customer in customers) await customer.EraseAsync();
        Assert.Empty(customers.SelectMany(customer => customer.Resurrected));
        customers.ForEach(customer => customer.Dispose());
        return [.. customers.Select(customer => customer.Marker)];
    }

    public void Dispose() => _admin.Dispose();
}
