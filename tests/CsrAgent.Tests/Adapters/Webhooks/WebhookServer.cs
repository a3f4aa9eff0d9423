using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CsrAgent.Host;
using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;

namespace CsrAgent.Tests.Adapters.Webhooks;

/// <summary>The whole server in this process, with a system that calls it and is called. Without a model: the articles answer.</summary>
internal sealed class WebhookServer : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("csr-webhooks-").FullName;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    private WebhookServer(FakeReceiver receiver) => Receiver = receiver;

    public FakeReceiver Receiver { get; }

    public string Inbound { get; } = FakeReceiver.NewSecret();

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<WebhookServer> StartAsync(params (string Name, string Value)[] settings)
    {
        var secret = FakeReceiver.NewSecret();
        var server = new WebhookServer(await FakeReceiver.StartAsync(secret));
        var builder = WebApplication.CreateSlimBuilder();
        (string Name, string Value)[] all =
        [
            ("DATA_DIR", server._data),
            ("KNOWLEDGE_BASE_PATH", Path.Combine(Repository.Root, "samples", "knowledge-base")),
            ("EMBEDDINGS", "off"),
            ("LOG_LEVEL", "Error"),
            ("API_KEY", RealServer.ApiKey),
            ("WEBHOOK_URL", server.Receiver.Url),
            ("WEBHOOK_SECRET", $"{FakeReceiver.NewSecret()},{secret}"),
            ("WEBHOOK_INBOUND_SECRET", $"{FakeReceiver.NewSecret()},{server.Inbound}"),
            ("WEBHOOK_ALLOW_PRIVATE", "true"),
            ("WEBHOOK_DEBOUNCE", "0s"),
            .. settings,
        ];
        builder.Configuration.AddInMemoryCollection(all.Select(each => KeyValuePair.Create(each.Name, (string?)each.Value)));
        builder.AddAgent();
        builder.WebHost.UseTestServer();
        server._app = builder.Build();
        server._app.CheckOptions();
        server._app.MapAgent();
        await server._app.StartAsync(Token);
        server._client = server._app.GetTestClient();
        return server;
    }

    public Task<HttpResponseMessage> SayAsync(string conversation, string text, string id, string user = "ann") =>
        CallAsync(
            new JsonObject
            {
                ["type"] = "message.received",
                ["data"] = new JsonObject
                {
                    ["conversation_id"] = conversation,
                    ["user_id"] = user,
                    ["message"] = text,
                    ["message_id"] = id,
                },
            }.ToJsonString()
        );

    /// <summary>Signed now, unless it is told otherwise.</summary>
    public async Task<HttpResponseMessage> CallAsync(string body, string? secret = null, string? signedBody = null, int age = 0)
    {
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - age;
        var id = "msg_" + Guid.NewGuid().ToString("N");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/messages")
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", at.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", "v1,AAAA " + FakeReceiver.Sign(secret ?? Inbound, id, at, signedBody ?? body));
        return await _client.SendAsync(request, Token);
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client.SendAsync(request, Token);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await Receiver.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
