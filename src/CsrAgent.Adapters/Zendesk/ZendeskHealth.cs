using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Channels;

namespace CsrAgent.Adapters.Zendesk;

/// <summary>What was wrong with the last call, if an operator has to know: Zendesk is away, or lets the agent in no more.</summary>
internal sealed class ZendeskHealth : IChannelHealth
{
    private volatile string? _fault;

    public string Name => ZendeskChannel.ChannelName;

    public string? Fault => _fault;

    /// <param name="fault">Null for an answer; a refusal of one ticket's change is one too.</param>
    public void Report(ZendeskException? fault) => _fault = fault is { IsRetryable: true, IsConflict: false } ? fault.Message : null;
}
