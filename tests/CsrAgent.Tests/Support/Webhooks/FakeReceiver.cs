using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Tests.Support.Webhooks;

/// <summary>
/// A company's system that receives Standard Webhooks: it checks each call's signature by the specification, and recognizes repeats by
/// their id.
/// </summary>
public sealed class FakeReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Id, JsonObject Body)> _received = new();
    private readonly ConcurrentDictionary<string, string> _seen = new();
    private readonly ConcurrentQueue<string> _bodies = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private int _calls;

    private FakeReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _app = builder.Build();
        _app.MapPost("/hooks", (Delegate)ReceiveAsync);
    }

    /// <summary>Each is accepted.</summary>
    public IReadOnlyList<string> Secrets { get; set; } = [];

    public string Url { get; private set; } = "";

    /// <summary>What it answers; null takes the call.</summary>
    public Func<HttpRequest, int?> Answer { get; set; } = _ => null;

    /// <summary>What it answers although it has taken the call, 0 to break the connection; null for 204.</summary>
    public Func<HttpRequest, int?> AnswerAfterwards { get; set; } = _ => null;

    /// <summary>Each thing once, in order of arrival.</summary>
    public IReadOnlyList<(string Id, JsonObject Body)> Received => [.. _received];

    /// <summary>With repeats, and with calls that it refused.</summary>
    public int Calls => _calls;

    /// <summary>Of all calls.</summary>
    public IReadOnlyCollection<string> Bodies => _bodies;

    public IReadOnlyCollection<string> Violations => _violations;

    public static async Task<FakeReceiver> StartAsync(params string[] secrets)
    {
        var receiver = new FakeReceiver { Secrets = secrets };
        await receiver._app.StartAsync();
        receiver.Url = receiver._app.Urls.Single() + "/hooks";
        return receiver;
    }

    public IReadOnlyList<JsonObject> Of(string type) =>
        [.. Received.Select(call => call.Body).Where(body => (string?)body["type"] == type)];

    /// <summary>As the specification says it, without a library: "v1," and HMAC-SHA256 of "id.timestamp.body" in base64.</summary>
    public static string Sign(string secret, string id, long at, string body)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{at}.{body}")));
    }

    public static string NewSecret() => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<IResult> ReceiveAsync(HttpContext context)
    {
        Interlocked.Increment(ref _calls);
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        _bodies.Enqueue(body);
        var headers = context.Request.Headers;
        var id = headers["webhook-id"].ToString();
        var at = long.Parse(headers["webhook-timestamp"].ToString(), CultureInfo.InvariantCulture);
        var signatures = headers["webhook-signature"].ToString().Split(' ');
        if (!Secrets.Any(secret => signatures.Contains(Sign(secret, id, at, body)))) _violations.Enqueue($"{id} has no valid signature");
        if (Answer(context.Request) is { } status) return Results.StatusCode(status);
        var json = JsonNode.Parse(body)!.AsObject();
        if (json["type"] is null || json["timestamp"] is null || json["data"] is null) _violations.Enqueue($"{id} lacks a field");
        if (_seen.TryAdd(id, body)) _received.Enqueue((id, json));
        if (AnswerAfterwards(context.Request) is not { } late) return Results.NoContent();
        if (late == 0) context.Abort();
        return Results.StatusCode(late == 0 ? 500 : late);
    }
}
