using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Channels;

namespace CsrAgent.Adapters.Slack;

/// <summary>What Slack refused last, until it takes something again.</summary>
internal sealed class SlackHealth : IChannelHealth
{
    private volatile string? _fault;

    public string Name => SlackChannel.ChannelName;

    public string? Fault => _fault;

    public void Report(SlackException? fault) => _fault = fault?.Error;
}
