using System.Text.Json;
using CsrAgent.Channels;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>
/// The one cursor of all processes, and the right to go on from it, which one process has at a time. Where it dies, the next one goes on
/// from what it has kept. For one caller at a time.
/// </summary>
internal sealed class EventCursors(IChannelState state, ILeases leases, IOptions<WebhookOptions> options, TimeProvider time)
{
    private const string Name = "webhook-events";

    private long _version;

    /// <summary>Longer than one call may take.</summary>
    private TimeSpan LeaseTime => options.Value.Timeout * 2 + TimeSpan.FromSeconds(5);

    /// <summary>False while another process reports. Must be true just before each call: it extends the right.</summary>
    public Task<bool> HoldAsync(CancellationToken cancellationToken) => leases.TakeAsync(Name, LeaseTime, cancellationToken);

    public Task ReleaseAsync(CancellationToken cancellationToken) => leases.ReleaseAsync(Name, cancellationToken);

    /// <summary>From now on where there is none.</summary>
    public async Task<EventCursor> ReadAsync(CancellationToken cancellationToken)
    {
        var kept = await state.ReadAsync(Name, cancellationToken);
        _version = kept?.Version ?? 0;
        return kept is null
            ? EventCursor.From(time.GetUtcNow())
            : JsonSerializer.Deserialize(kept.Text, WebhookJson.Default.EventCursor)
                ?? throw new CsrAgentException($"What is kept as '{Name}' is no cursor; events cannot go on from it.");
    }

    /// <summary>False where another process has gone on meanwhile.</summary>
    public async Task<bool> WriteAsync(EventCursor cursor, CancellationToken cancellationToken)
    {
        var text = JsonSerializer.Serialize(cursor, WebhookJson.Default.EventCursor);
        if (!await state.WriteAsync(Name, text, _version, cancellationToken)) return false;
        _version++;
        return true;
    }
}
