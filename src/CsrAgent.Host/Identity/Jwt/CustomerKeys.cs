namespace CsrAgent.Host.Identity.Jwt;

/// <summary>
/// The public keys (JWKS) at an address or in a file. They are read when they are first needed, when a token names one that is not known,
/// and once an hour; never more often than once in <see cref="Pause"/>, whatever tokens are sent and whatever the last read came to. Keys
/// that were read hold until others are. Safe to call from many threads.
/// </summary>
/// <param name="read">Gives the set as JSON.</param>
/// <param name="time">Counts the pauses.</param>
/// <param name="logger">Is told why they cannot be read.</param>
/// <param name="source">Ends with it.</param>
internal sealed class CustomerKeys(Func<Task<string>> read, TimeProvider time, ILogger logger, IDisposable? source = null) : IDisposable
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private const int MaxLength = 1_000_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxAgeAfterFault = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile CustomerKeySet? _keys;
    private volatile string? _fault;
    private long _reads;
    private long _readAt;

    public static CustomerKeys From(JwtOptions options, TimeProvider time, ILogger logger)
    {
        if (options.KeysAddress is not { } address) return new(() => File.ReadAllTextAsync(options.Jwks!), time, logger);
        var client = ClientOfKeys();
        return new(() => client.GetStringAsync(address), time, logger, client);
    }

    /// <summary>The keys as far as they are known, read where there are none yet.</summary>
    /// <param name="cancellationToken">Ends the wait; a read that has begun goes on.</param>
    public async Task<KeyReading> ReadAsync(CancellationToken cancellationToken)
    {
        if (_keys is not { } known) return await ReadNewAsync(cancellationToken);
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

    /// <summary>The keys as they are now, read after this was called.</summary>
    /// <param name="cancellationToken">Ends the wait; a read that has begun goes on.</param>
    public async Task<KeyReading> ReadNewAsync(CancellationToken cancellationToken)
    {
        var before = Interlocked.Read(ref _reads);
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (Interlocked.Read(ref _reads) == before)
            {
                if (before > 0 && Age < Pause) return NotNow(_fault ?? "They were read a moment ago.");
                await LookAsync();
            }
            return _fault is { } fault ? NotNow(fault) : new KeyReading.Read(_keys!, IsNew: true);
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

    private KeyReading.Unknown NotNow(string reason) => new(reason, Pause - Age);

    // Not with the token of a request: whoever hangs up would have it read once more.
    private async Task LookAsync()
    {
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
