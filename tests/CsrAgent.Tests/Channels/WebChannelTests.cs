using CsrAgent.Channels;
using CsrAgent.Tests.Contracts;

namespace CsrAgent.Tests.Channels;

public sealed class WebChannelTests : ChannelContract
{
    protected override IChannel Channel { get; } = new WebChannel(WebChannel.DefaultName);
}
