using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>
/// The connection of this process, and its name among the others. Once connected, a call that cannot reach Redis fails within
/// <see cref="RedisOptions.Timeout"/>, and the connection is restored automatically.
/// </summary>
internal sealed class RedisConnection(IOptions<RedisOptions> options, TimeProvider time, ILogger<RedisConnection> logger) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How often the connections are checked; a broken one is reopened no sooner.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(200);

    private readonly RedisOptions _options = options.Value;

    /// <summary>0: a script takes the time of Redis.</summary>
    private long Clock =>
        _options.TakesProcessTime ? (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond : 0;

    private IConnectionMultiplexer? _multiplexer;
    private IDatabase? _database;

    /// <summary>Unique among all processes, and different after a restart.</summary>
    public string Node { get; } = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>Ends the names of the connections: another installation may share this Redis.</summary>
    public string Installation => $"@{_options.Prefix}/{RedisUrl.Parse(_options.Url).DefaultDatabase ?? 0}";

    public TimeProvider Time => time;

    public RedisPartitions Partitions { get; } = new(options.Value.Partitions, options.Value.Prefix);

    /// <summary>The name of a key, or a channel, that belongs to no partition.</summary>
    public string Key(string name) => $"{_options.Prefix}:{name}";

    public IConnectionMultiplexer Multiplexer => _multiplexer ?? throw NotConnected();

    public IDatabase Database => _database ?? throw NotConnected();

    /// <summary>Waits until Redis is reachable, and logs it. Must be awaited before any other call.</summary>
    /// <exception cref="CsrAgentException">
    /// The data in Redis was written with different settings, or Redis lacks a command or refuses the account.
    /// </exception>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await TryConnectAsync();
                return;
            }
            catch (RedisException e) when (IsAccountRefused(e))
            {
                throw AccountRefused(e);
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                logger.LogWarning("Waiting for Redis at {Endpoints} (REDIS_URL): {Fault}", Endpoints(), FirstLine(e));
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    /// <summary>One more connection, for blocking calls: they would hold up all others on the shared one.</summary>
    /// <param name="purpose">As Redis lists it among its clients.</param>
    /// <param name="block">How long they block in Redis, in addition to the timeout of any call.</param>
    public async Task<IConnectionMultiplexer> OpenAsync(string purpose, TimeSpan block)
    {
        var settings = Settings(purpose);
        settings.AsyncTimeout += (int)block.TotalMilliseconds;
        return await ConnectionMultiplexer.ConnectAsync(settings);
    }

    /// <param name="partition">Whose keys it touches.</param>
    /// <param name="call">A script on a partition, and its arguments.</param>
    public Task<RedisResult> RunAsync(RedisPartition partition, RedisCall call) => RunAsync([partition.Work, partition.Nothing], call);

    /// <param name="keys">What the script finds in KEYS.</param>
    /// <param name="call">A script that has to do with no partition, and its arguments.</param>
    public Task<RedisResult> RunAsync(RedisKey[] keys, RedisCall call) =>
        WithinTimeout(Database.ScriptEvaluateAsync(call.Script.Text, keys, call.Values(Clock)));

    /// <exception cref="TimeoutException">No answer came.</exception>
    public Task<T> WithinTimeout<T>(Task<T> asked, TimeSpan block = default) => asked.WithTimeout(_options.Timeout + block);

    /// <exception cref="TimeoutException">No answer came.</exception>
    public Task WithinTimeout(Task asked) => asked.WithTimeout(_options.Timeout);

    public async ValueTask DisposeAsync()
    {
        if (_multiplexer is { } multiplexer) await multiplexer.DisposeAsync();
    }

    private async Task TryConnectAsync()
    {
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(Settings("main"));
        try
        {
            var database = multiplexer.GetDatabase();
            await PingAsync(database);
            await CheckUserAsync(database);
            (_multiplexer, _database) = (multiplexer, database);
            await RedisCommands.CheckAsync(this);
            await RedisSchema.CheckAsync(this);
            await RedisLayout.PrepareAsync(this, _options);
            logger.LogInformation(
                "Connected to Redis at {Endpoints} as {Node}",
                string.Join(", ", multiplexer.GetEndPoints().Select(e => e.ToString())),
                Node
            );
        }
        catch
        {
            (_multiplexer, _database) = (null, null);
            await multiplexer.DisposeAsync();
            throw;
        }
    }

    private string Endpoints() => string.Join(", ", Settings("").EndPoints);

    // The type of the failure says "authentication" of certificates as well.
    private static bool IsAccountRefused(Exception e) =>
        e.Message.Contains("WRONGPASS", StringComparison.Ordinal)
        || e.Message.Contains("NOAUTH", StringComparison.Ordinal)
        || (e.InnerException is { } inner && IsAccountRefused(inner));

    private async Task PingAsync(IDatabase database)
    {
        try
        {
            await database.StringGetAsync(Key("ping"));
        }
        catch (RedisCommandException e) when (database.Database > 0)
        {
            throw new CsrAgentException($"REDIS_URL names database {database.Database}, which this Redis does not have: {FirstLine(e)}.");
        }
    }

    /// <summary>A default user without a password lets everybody in, and the client says nothing of the refusal before.</summary>
    private async Task CheckUserAsync(IDatabase database)
    {
        if (Settings("").User is not { Length: > 0 } user) return;
        string? name;
        try
        {
            name = (string?)await WithinTimeout(database.ExecuteAsync("ACL", "WHOAMI"));
        }
        catch (RedisServerException e) when (e.Message.StartsWith("NOPERM", StringComparison.Ordinal) || IsUnknownCommand(e))
        {
            // It is somebody with a name, or a server without names.
            return;
        }
        if (name != user) throw AccountRefused(null);
    }

    private CsrAgentException AccountRefused(Exception? inner) =>
        new(
            $"Redis at {Endpoints()} refuses the user or the password of REDIS_URL, or needs one. Percent-encode what has a "
                + "meaning in a URL, such as @ and /.",
            inner
        );

    private static bool IsUnknownCommand(RedisServerException e) => e.Message.Contains("unknown", StringComparison.OrdinalIgnoreCase);

    private ConfigurationOptions Settings(string purpose)
    {
        var settings = RedisUrl.Parse(_options.Url);
        settings.ClientName = $"csr-agent {Node} {purpose}".Replace(' ', '-') + Installation;
        settings.AbortOnConnectFail = false;
        settings.AllowAdmin = true; // For INFO, which lists the replicas.
        settings.ConnectTimeout = settings.SyncTimeout = settings.AsyncTimeout = (int)_options.Timeout.TotalMilliseconds;
        settings.ReconnectRetryPolicy = new ExponentialRetry(100, 2_000);
        settings.HeartbeatInterval = Heartbeat;
        settings.ConnectRetry = 1;
        if (_options.CaFile is { Length: > 0 } file) Trust(settings, file);
        return settings;
    }

    private static void Trust(ConfigurationOptions settings, string file)
    {
        try
        {
            settings.TrustIssuer(file);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new CsrAgentException($"REDIS_CA_FILE '{file}' is not a readable certificate: {FirstLine(e)}. Name a PEM file.", e);
        }
    }

    private static string FirstLine(Exception e) => e.Message.Split('\n', '.')[0];

    private static InvalidOperationException NotConnected() => new($"Not connected to Redis: await {nameof(ConnectAsync)} first.");
}
