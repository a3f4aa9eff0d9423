using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Tests.Support.Slack;

/// <summary>
/// Slack with one workspace, on a free port: it keeps messages, checks each call against Slack's documentation, and fails as told.
/// Reachable from this process and from others.
/// </summary>
public sealed class FakeSlack : IAsyncDisposable
{
    public const string BotToken = "xoxb-fake-token";
    public const string AppToken = "xapp-fake-token";
    public const string SigningSecret = "8f742231b10e8888abcd99yyyzzz85a5";
    public const string Team = "T0TEAM00001";
    public const string App = "A0AGENT0001";
    public const string Bot = "B0AGENT0001";
    public const string BotUser = "U0AGENT0001";

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop = new();
    private readonly FakeSlackState _state = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentQueue<FakeSlackCall> _calls = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<FakeSlackFault>> _faults = new();

    private readonly FakeSlackStreams _streams;

    private FakeSlack()
    {
        _streams = new(_state);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _app = builder.Build();
        _app.UseWebSockets();
        _app.MapPost("/api/{method}", ServeAsync);
        _app.Map("/socket/{ticket}", (HttpContext context, string ticket) => Sockets.ServeAsync(context, ticket, _stop.Token));
    }

    /// <summary>What <c>SLACK_API_URL</c> is set to.</summary>
    public string ApiUrl { get; private set; } = "";

    /// <summary>What was wrong with calls that Slack would have refused, or whose metadata it would have dropped.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    public IReadOnlyCollection<FakeSlackCall> Calls => _calls;

    public IReadOnlyList<FakeSlackMessage> Messages => _state.Messages;

    /// <summary>What the app wrote, in order.</summary>
    public IReadOnlyList<FakeSlackMessage> Ours => [.. _state.Messages.Where(message => message.IsOurs)];

    public FakeSlackSockets Sockets { get; } = new();

    /// <summary>How a call is to go wrong, or null; beside what <see cref="Fail"/> has queued.</summary>
    public Func<FakeSlackCall, FakeSlackFault?> Fault { get; set; } = _ => null;

    /// <summary>What the bot's token may do.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = [];

    /// <summary>Names of people, by user id.</summary>
    public ConcurrentDictionary<string, string> People { get; } = new();

    /// <summary>How many messages a page holds at most.</summary>
    public int MaxPage
    {
        set => _state.MaxPage = value;
    }

    /// <summary>How long ago it is in Slack what is said from now on.</summary>
    public TimeSpan Behind
    {
        set => _state.Behind = value;
    }

    /// <summary>The settings of an agent that speaks to this Slack.</summary>
    public (string Name, string Value)[] Settings =>
        [("SLACK_BOT_TOKEN", BotToken), ("SLACK_SIGNING_SECRET", SigningSecret), ("SLACK_API_URL", ApiUrl), ("SLACK_DEBOUNCE", "0s")];

    public static async Task<FakeSlack> StartAsync()
    {
        var fake = new FakeSlack();
        await fake._app.StartAsync();
        fake.ApiUrl = fake._app.Urls.Single() + "/api/";
        return fake;
    }

    /// <summary>The next calls of a method fail, one with each fault.</summary>
    public void Fail(string method, params FakeSlackFault[] faults)
    {
        foreach (var fault in faults) _faults.GetOrAdd(method, _ => new()).Enqueue(fault);
    }

    /// <summary>From now on the method does what it should.</summary>
    public void Repair(string method) => _faults.TryRemove(method, out _);

    /// <summary>Somebody writes; the event is for the test to deliver.</summary>
    public FakeSlackMessage Say(string user, string channel, string text, string? thread = null) =>
        _state.Add(channel, thread, user, new JsonObject { ["text"] = text });

    /// <summary>Somebody else writes the same, metadata included.</summary>
    public FakeSlackMessage Copy(FakeSlackMessage message, string user) =>
        _state.Add(message.Channel, message.ThreadTs, user, (JsonObject)message.Content.DeepClone());

    /// <summary>What Slack shows of a thread: <c>processing</c>, <c>active</c>; null for nothing.</summary>
    public string? StatusOf(string root) => _streams.StatusOf(root);

    /// <summary>True while a message is being streamed.</summary>
    public bool IsStreaming(FakeSlackMessage message) => _streams.IsOpen(message.Ts);

    /// <summary>The customer stops the answer in a thread; the event is for the test to deliver.</summary>
    public JsonObject Stop(string user, string channel, string root) =>
        new()
        {
            ["type"] = "agent_session_stopped",
            ["channel"] = channel,
            ["thread_ts"] = root,
            ["user"] = user,
            ["event_ts"] = "1764499999.000001",
            ["streaming_message_ts"] = new JsonArray([.. _streams.Stop(root).Select(ts => JsonValue.Create(ts))]),
        };

    /// <summary>Open streams end by themselves, as when nothing was appended for minutes.</summary>
    public void ExpireStreams() => _streams.Expire();

    public void Delete(FakeSlackMessage message)
    {
        _state.Delete(message.Ts);
        _streams.Forget(message.Ts);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ServeAsync(HttpContext context, string method)
    {
        var call = await ReadAsync(context.Request, method);
        _calls.Enqueue(call);
        if (FakeSlackRules.Check(call) is { } wrong) _violations.Enqueue(wrong);
        FakeSlackFault? fault = _faults.TryGetValue(method, out var queued) && queued.TryDequeue(out var next) ? next : Fault(call);
        var isDone = fault is null || fault.ToString()!.EndsWith("Afterwards", StringComparison.Ordinal);
        var reply = isDone ? Do(call) : Refuse("internal_error");
        if (call is { Method: "auth.test", Token: BotToken }) context.Response.Headers["x-oauth-scopes"] = string.Join(',', Scopes);
        if (fault is null) await context.Response.WriteAsync(reply.ToJsonString(), _stop.Token);
        else await FailAsync(context, fault.Value);
    }

    private async Task FailAsync(HttpContext context, FakeSlackFault fault)
    {
        switch (fault)
        {
            case FakeSlackFault.RateLimited:
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = "1";
                break;
            case FakeSlackFault.ServerError or FakeSlackFault.ServerErrorAfterwards:
                context.Response.StatusCode = 500;
                break;
            case FakeSlackFault.BrokenAfterwards:
                context.Abort();
                break;
            case FakeSlackFault.SilentAfterwards:
                await new TaskCompletionSource().Task.WaitAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case FakeSlackFault.NotJson:
                await context.Response.WriteAsync("<html>A proxy speaks.</html>");
                break;
            case FakeSlackFault.FatalErrorAfterwards:
                await context.Response.WriteAsync(Refuse("fatal_error").ToJsonString());
                break;
            case FakeSlackFault.TokenRevoked:
                await context.Response.WriteAsync(Refuse("token_revoked").ToJsonString());
                break;
            case FakeSlackFault.LinkDisabled:
                await context.Response.WriteAsync(Refuse("link_disabled").ToJsonString());
                break;
            case FakeSlackFault.NotInChannel:
                await context.Response.WriteAsync(Refuse("not_in_channel").ToJsonString());
                break;
            case FakeSlackFault.FeatureDisabled:
                await context.Response.WriteAsync(Refuse("feature_disabled").ToJsonString());
                break;
            default:
                await context.Response.WriteAsync(Refuse("channel_not_found").ToJsonString());
                break;
        }
    }

    private static async Task<FakeSlackCall> ReadAsync(HttpRequest request, string method)
    {
        var token = request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var given] ? given : null;
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        if (request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true)
        {
            return new(method, JsonNode.Parse(body)!.AsObject(), token, IsJson: true);
        }
        var form = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(body);
        var arguments = new JsonObject();
        foreach (var (name, value) in form) arguments[name] = value.ToString();
        return new(method, arguments, token, IsJson: false);
    }

    private JsonObject Do(FakeSlackCall call)
    {
        var wanted = call.Method == "apps.connections.open" ? AppToken : BotToken;
        if (call.Token is null) return Refuse("not_authed");
        if (call.Token != wanted) return Refuse(call.Token is BotToken or AppToken ? "not_allowed_token_type" : "invalid_auth");
        return call.Method switch
        {
            "auth.test" => Ok(("team_id", Team), ("user_id", BotUser), ("bot_id", Bot)),
            "bots.info" => new JsonObject
            {
                ["ok"] = true,
                ["bot"] = new JsonObject { ["id"] = Bot, ["app_id"] = App },
            },
            "users.info" => User(call.Text("user")!),
            "apps.connections.open" => Ok(("url", Sockets.Offer(ApiUrl))),
            "chat.postMessage" => Post(call),
            "chat.update" => Update(call),
            "conversations.replies" => Replies(call),
            "conversations.history" => _state.Page(
                Messages.Where(message => message.Channel == call.Text("channel") && message.ThreadTs is null).Reverse(),
                call
            ),
            "agents.sessions.setStatus" => SetStatus(call),
            "assistant.threads.setSuggestedPrompts" => Ok(),
            "chat.startStream" or "chat.appendStream" or "chat.stopStream" => Stream(call),
            _ => Refuse("unknown_method"),
        };
    }

    private JsonObject Post(FakeSlackCall call)
    {
        var (channel, thread) = (call.Text("channel")!, call.Text("thread_ts"));
        var message = _state.Add(channel, thread, BotUser, (JsonObject)call.Arguments.DeepClone());
        return Ok(("channel", channel), ("ts", message.Ts));
    }

    private JsonObject Stream(FakeSlackCall call)
    {
        var (error, message) = _streams.Do(call);
        return error is null ? Ok(("channel", message!.Channel), ("ts", message.Ts)) : Refuse(error);
    }

    private JsonObject SetStatus(FakeSlackCall call)
    {
        _streams.SetStatus(call.Text("thread_ts")!, call.Text("status")!);
        return Ok(("status", call.Text("status")!));
    }

    private JsonObject Update(FakeSlackCall call) =>
        _streams.IsOpen(call.Text("ts")!) ? Refuse("streaming_state_conflict")
        : _state.Update(call.Text("channel")!, call.Text("ts")!, (JsonObject)call.Arguments.DeepClone()) is { } message
            ? Ok(("channel", message.Channel), ("ts", message.Ts))
        : Refuse("message_not_found");

    private JsonObject Replies(FakeSlackCall call)
    {
        var (channel, ts) = (call.Text("channel"), call.Text("ts"));
        var thread = Messages.Where(m => m.Channel == channel && (m.Ts == ts || m.ThreadTs == ts)).ToList();
        return thread.Count == 0 ? Refuse("thread_not_found") : _state.Page(thread, call);
    }

    private JsonObject User(string id) =>
        People.TryGetValue(id, out var name)
            ? new JsonObject
            {
                ["ok"] = true,
                ["user"] = new JsonObject
                {
                    ["id"] = id,
                    ["real_name"] = name,
                    ["profile"] = new JsonObject { ["real_name"] = name, ["display_name"] = "" },
                },
            }
            : Refuse("user_not_found");

    private static JsonObject Ok(params (string Name, string Value)[] fields)
    {
        var reply = new JsonObject { ["ok"] = true };
        foreach (var (name, value) in fields) reply[name] = value;
        return reply;
    }

    private static JsonObject Refuse(string error) => new() { ["ok"] = false, ["error"] = error };
}
