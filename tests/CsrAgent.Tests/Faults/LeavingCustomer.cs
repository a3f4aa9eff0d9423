using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Faults;

/// <summary>
/// A customer who is erased, or whose conversation is ended, again and again while answers are on their way, and who writes on to the
/// same session ids each time.
/// </summary>
internal sealed class LeavingCustomer : IDisposable
{
    private const int Sessions = 2;

    private static readonly TimeSpan MaxStay = TimeSpan.FromMilliseconds(400);

    private readonly ChatClient _admin;
    private readonly Customer _customer;
    private readonly string _name;
    private readonly Random _random;
    private readonly List<SentMessage> _kept = [];
    private int _round;

    /// <param name="address">Of the server.</param>
    /// <param name="admin">Erases, with the admin key.</param>
    /// <param name="name">The user id.</param>
    /// <param name="seed">The same customer asks the same.</param>
    public LeavingCustomer(string address, ChatClient admin, string name, int seed)
    {
        _admin = admin;
        _customer = new Customer(address, name, seed);
        _name = name;
        _random = new Random(seed);
    }

    /// <summary>Accepted since the last erasure.</summary>
    public IReadOnlyList<SentMessage> Kept => _kept;

    /// <summary>Accepted in all.</summary>
    public int Accepted => _customer.Accepted;

    public int Erasures { get; private set; }

    public int Deletions { get; private set; }

    /// <summary>Erased words that were seen again.</summary>
    public List<string> Resurrected { get; } = [];

    /// <summary>Stands in each of this customer's messages, and nowhere else.</summary>
    public string Marker => $"marker-of-{_name}";

    public async Task LiveAsync(int rounds, CancellationToken cancellationToken)
    {
        while (_round < rounds)
        {
            _round++;
            await WriteAsync(cancellationToken);
            await Task.Delay(
                TimeSpan.FromMilliseconds(_random.Next((int)MaxStay.TotalMilliseconds)),
                TimeProvider.System,
                cancellationToken
            );
            if (_random.Next(3) == 0) await EndAsync();
            else await EraseAsync();
        }

        await WriteAsync(cancellationToken);
    }

    public async Task EraseAsync()
    {
        _kept.Clear();
        (await _admin.DeleteAsync($"{ChatClient.Admin}/customers/{_name}")).Is(200);
        Erasures++;
        for (var session = 0; session < Sessions; session++) await LookForErasedWordsAsync($"{_name}-{session}");
    }

    public void Dispose() => _customer.Dispose();

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        for (var left = _random.Next(1, 4); left > 0; left--)
        {
            var session = $"{_name}-{_random.Next(Sessions)}";
            _kept.Add(await _customer.AskAsync(session, $"{Marker} {_round}: when are you open?", Asking.Later, cancellationToken));
        }
    }

    private async Task EndAsync()
    {
        (await _admin.DeleteAsync($"{ChatClient.Chat}/{_kept[^1].SessionId}")).Is(204);
        Deletions++;
    }

    private async Task LookForErasedWordsAsync(string session)
    {
        var history = await _admin.HistoryAsync(session);
        if (history.Body.Contains(Marker, StringComparison.Ordinal)) Resurrected.Add($"{session} after round {_round}: {history.Body}");
    }
}
