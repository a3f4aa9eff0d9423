namespace CsrAgent.Tests.Faults.Fleet;

/// <summary>
/// Customers who talk to a fleet at once, each in one conversation after another, until there were enough conversations and enough went
/// wrong.
/// </summary>
internal sealed class FleetLoad : IDisposable
{
    private readonly List<Customer> _customers;
    private readonly FleetSize _size;
    private int _begun,
        _ended,
        _strikes;

    public FleetLoad(Func<IReadOnlyList<string>> addresses, FleetSize size)
    {
        _size = size;
        _customers = [.. Enumerable.Range(0, size.AtOnce).Select(i => new Customer(addresses, $"c{i}", i))];
    }

    public IEnumerable<SentMessage> Sent => _customers.SelectMany(customer => customer.Sent);

    /// <summary>May be read while they talk.</summary>
    public int Accepted => _customers.Sum(customer => customer.Accepted);

    public int Cut => _customers.Sum(customer => customer.Cut);

    public int Broken => _customers.Sum(customer => customer.Broken);

    /// <summary>The longest time from the acceptance of a message to its own reply; known once all is over.</summary>
    public TimeSpan MaxWaitOfOneMessage { get; set; }

    public bool IsOver { get; private set; }

    /// <summary>How many conversations there were.</summary>
    public int Conversations => _ended;

    /// <summary>How often something was done to the fleet.</summary>
    public int Strikes => _strikes;

    /// <summary>Something was done to the fleet, and is over.</summary>
    public void Struck() => Interlocked.Increment(ref _strikes);

    /// <summary>The longest time in which no customer got a reply.</summary>
    public TimeSpan Silence
    {
        get
        {
            var replies = _customers.SelectMany(customer => customer.RepliedAt).Order().ToList();
            return replies.Zip(replies.Skip(1), TimeProvider.System.GetElapsedTime).DefaultIfEmpty().Max();
        }
    }

    public override string ToString() =>
        $"{_customers.Sum(c => c.Retries)} requests sent again, {_customers.Sum(c => c.Repeats)} doubled on purpose, {Broken} broken "
            + $"before and {Cut} in the answer, {Silence.TotalSeconds:0.0} s the longest without a reply to anybody";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_customers.Select(customer => Task.Run(() => TalkAsync(customer, cancellationToken), cancellationToken)));
        IsOver = true;
    }

    public void Dispose() => _customers.ForEach(customer => customer.Dispose());

    private async Task TalkAsync(Customer customer, CancellationToken cancellationToken)
    {
        while (
            Interlocked.Increment(ref _begun) is var number
            && (number <= _size.Conversations || Volatile.Read(ref _strikes) < FleetSize.Strikes || !_size.MayEnd())
        )
        {
            await customer.TalkInBurstsAsync(number, FleetSize.Messages, cancellationToken);
            Interlocked.Increment(ref _ended);
        }
    }
}
