using System.Text.Json.Nodes;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Tests.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Adapters.Webhooks;

/// <summary>The channel over a receiver that recognizes repeats by their id.</summary>
public sealed class WebhookChannelTests : SendingChannelContract, IAsyncLifetime
{
    private WebhookServer _server = null!;

    protected override IChannel Channel => _server.Services.GetServices<IChannel>().Single(each => each.Name == "webhook");

    protected override ConversationId ConversationId => new("webhook:c1");

    protected override IReadOnlyList<string> Arrived => [.. _server.Receiver.Received.Select(call => TextOf(call.Body))];

    public async ValueTask InitializeAsync() => _server = await WebhookServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(_server.Receiver.Violations);
        await _server.DisposeAsync();
    }

    protected override void Refuse(bool forGood) => _server.Receiver.Answer = _ => forGood ? 410 : 500;

    private static string TextOf(JsonObject body) => $"{body["data"]!["user_id"]} {body["data"]!["message"]!["text"]}";
}
