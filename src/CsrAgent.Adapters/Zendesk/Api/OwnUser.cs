using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Zendesk.Api;

/// <summary>The account that the agent writes as, asked of Zendesk once. Safe to call from many threads.</summary>
internal sealed class OwnUser(ZendeskTickets tickets, IOptions<ZendeskOptions> options, ILogger<OwnUser> logger)
{
    private const long NotAsked = 0;
    private const long None = -1;

    private long _id = options.Value.AgentId ?? NotAsked;

    /// <summary>Null if the credentials belong to no account: then comments are recognized by their marks alone.</summary>
    public async ValueTask<long?> ReadAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _id) == NotAsked)
        {
            var id = await AskAsync(cancellationToken);
            if (id is null) logger.LogWarning("Zendesk names no account that the agent writes as; set ZENDESK_AGENT_ID to its user id");
            Volatile.Write(ref _id, id ?? None);
        }
        return Volatile.Read(ref _id) is var known && known > 0 ? known : null;
    }

    private async Task<long?> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await tickets.ReadOwnUserAsync(cancellationToken);
        }
        // The scopes do not cover it, which is no reason to answer nobody.
        catch (ZendeskException e) when (e.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
