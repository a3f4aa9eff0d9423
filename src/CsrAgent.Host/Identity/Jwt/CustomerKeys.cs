namespace CsrAgent.Host.Identity.Jwt;

/// <summary>
/// The public keys (JWKS) at an address or in a file. They are read when they are first needed, when a token is of one that is not known,
/// and once an hour. For the same unknown key they are read once in <see cref="Pause"/>, and for different ones that often as well, but for
/// <see cref="MaxReadsAtOnce"/> in a row: whatever tokens are sent. After a read that failed there is always a pause. Keys that were read
/// hold until others are. Safe to call from many threads.
/// </summary>
/// <param name="read">Gives the set as JSON.</param>
/// <param name="time">Counts the pauses.</param>
/// <param name="logger">Is told why they cannot be read.</param>
/// <param name="source">Ends with it.</param>
internal sealed class CustomerKeys(Func<Task<string>> read, TimeProvider time, ILogger logger, IDisposable? source = null) : IDisposable
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>So that a forged token delays nobody whose key is new.</summary>
    public const int MaxReadsAtOnce = 6;

    private const int MaxLength = 1_000_000;
    private const int MaxLookedFor = 1_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxAgeAfterFault = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile CustomerKeySet? _keys;
    private volatile string? _fault;
    private long _reads;
    private long _readAt;

    // Under _one: when a key was looked for in vain, and how many reads may follow each other.
    private readonly Dictionary<string, long> _lookedFor = new(StringComparer.Ordinal);
    private double _credit = MaxReadsAtOnce;

    public static CustomerKeys From(JwtOptions options, TimeProvider time, ILogger logger)
    {
        if (options.KeysAddress is not { } address) return new(() => File.ReadAllTextAsync(options.Jwks!), time, logger);
        var client = ClientOfKeys();
        return new(() => client.GetStringAsync(address), time, logger, client);
    }

    /// <summary>The keys as far as they are known, read where there are none yet.</summary>
    /// <param name="wanted">Which key is looked for; empty for any.</param>
    /// <param name="cancellationToken">Ends the wait; a read that has begun goes on.</param>
    public async Task<KeyReading> ReadAsync(string wanted, CancellationToken cancellationToken)
    {
        if (_keys is not { } known) return await ReadNewAsync(wanted, cancellationToken);
        // One customer waits for it; the others go on with what is known.
        if (!IsDue || !await _one.WaitAsync(TimeSpan.Zero, cancellationToken)) return new KeyReading.Read(known, IsNew: false);
        try
        {
            if (IsDue) await LookAsync();
            return new KeyReading.Read(_keys, IsNew: _fault is null);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The keys as they are now: read after this was called, or less than <see cref="Pause"/> ago for the same key.</summary>
    /// <param name="wanted">Which key is looked for; empty for any.</param>
    /// <param name="cancellationToken">Ends the wait; a read that has begun goes on.</param>
    public async Task<KeyReading> ReadNewAsync(string wanted, CancellationToken cancellationToken)
    {
        var before = Interlocked.Read(ref _reads);
        await _one.WaitAsync(cancellationToken);
        try
        {
            var isKnown = _fault is null && _lookedFor.TryGetValue(wanted, out var at) && time.GetElapsedTime(at) < Pause;
            if (!isKnown && Interlocked.Read(ref _reads) == before)
            {
                if (before > 0 && !MayRead) return NotNow(_fault ?? "They were read a moment ago.");
                await LookAsync();
            }
            if (_fault is { } fault) return NotNow(fault);
            if (!isKnown && wanted.Length > 0) Remember(wanted);
            return new KeyReading.Read(_keys!, IsNew: true);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _one.Dispose();
        source?.Dispose();
    }

    private TimeSpan Age => time.GetElapsedTime(Interlocked.Read(ref _readAt));

    private bool IsDue => Age >= (_fault is null ? MaxAge : MaxAgeAfterFault);

    // What was saved up grows again by one read in each pause.
    private bool MayRead => _fault is null ? Credit >= 1 : Age >= Pause;

    private double Credit => Math.Min(MaxReadsAtOnce, _credit + (Age / Pause));

    private void Remember(string wanted)
    {
        foreach (var (key, _) in _lookedFor.Where(pair => time.GetElapsedTime(pair.Value) >= Pause).ToList()) _lookedFor.Remove(key);
        if (_lookedFor.Count < MaxLookedFor) _lookedFor[wanted] = Interlocked.Read(ref _readAt);
    }

    private KeyReading.Unknown NotNow(string reason) => new(reason, Pause - Age);

    // Not with the token of a request: whoever hangs up would have it read once more.
    private async Task LookAsync()
    {
        _credit = Math.Max(0, Credit - 1);
        try
        {
            _keys = CustomerKeySet.Parse(await read());
            _fault = null;
        }
        catch (Exception e) // Whatever is there or not, tokens of known keys are checked on.
        {
            _fault = e.Message.ReplaceLineEndings(" ");
            logger.LogError(
                "The public keys at JWT_JWKS cannot be read, so no customer with a token of a key that is not known gets in: {Fault}",
                _fault
            );
        }
        Interlocked.Exchange(ref _readAt, time.GetTimestamp());
        Interlocked.Increment(ref _reads);
    }

    // Customers wait for it, so it has to answer or fail soon.
    private static HttpClient ClientOfKeys() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = TimeSpan.FromSeconds(5),
            MaxResponseContentBufferSize = MaxLength,
        };
}
