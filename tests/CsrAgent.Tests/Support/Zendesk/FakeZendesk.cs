using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Tests.Support.Zendesk;

/// <summary>
/// Zendesk's API on a free port, with tickets that it keeps. A request that breaks a rule of the API is refused and kept in
/// <see cref="Violations"/>. It can misbehave: <see cref="Fault"/> decides for each request.
/// </summary>
public sealed partial class FakeZendesk : IAsyncDisposable
{
    /// <summary>The account that the agent writes as. Accounts of people of the company follow it.</summary>
    public const long Bot = 900;

    public const long FirstAgent = 900;
    public const long Anna = 901;

    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly Dictionary<long, FakeTicket> _tickets = [];
    private readonly Dictionary<string, long> _created = [];
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow().AddMinutes(-10);
    private long _last = 1000;
    private int _changes;

    private FakeZendesk()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _app = builder.Build();
        _app.Use(AroundAsync);
        _app.MapPost("/oauth/tokens", (Delegate)TokenAsync);
        _app.MapGet("/api/v2/users/me", () => Results.Json(new { user = new { id = OwnUser, role = Role } }));
        _app.MapGet("/api/v2/tickets/{id:long}", (long id) => Read(id));
        _app.MapPut("/api/v2/tickets/{id:long}", UpdateAsync);
        _app.MapPut("/api/v2/tickets/{id:long}/tags", TagAsync);
        _app.MapGet("/api/v2/tickets/{id:long}/comments", Comments);
        _app.MapPost("/api/v2/tickets", (Delegate)CreateAsync);
        _app.MapGet("/api/v2/incremental/tickets/cursor", Export);
        MapHelpCenter();
        MapWebhooks();
        _app.MapFallback(context => Violate(context, "is not part of the API"));
    }

    /// <summary>Without a slash at the end.</summary>
    public string BaseAddress { get; private set; } = "";

    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>Method and path of each, in order.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>What <c>users/me</c> says; null for credentials that belong to nobody.</summary>
    public long? OwnUser { get; set; } = Bot;

    /// <summary>Of every person of the company.</summary>
    public string PersonsName { get; set; } = "Anna";

    /// <summary>How a request is to go wrong, or null.</summary>
    public Func<HttpRequest, FakeZendeskFault?> Fault { get; set; } = _ => null;

    public static async Task<FakeZendesk> StartAsync()
    {
        var fake = new FakeZendesk();
        await fake._app.StartAsync();
        fake.BaseAddress = fake._app.Urls.Single();
        return fake;
    }

    public static string NameOf(long user) => user == Bot ? "Support Bot" : user >= FirstAgent ? "Anna" : $"Customer {user}";

    /// <summary>A customer's new ticket.</summary>
    public FakeTicket Open(long requester, string text, string subject = "Question", params string[] files)
    {
        lock (_lock)
        {
            var ticket = new FakeTicket
            {
                Id = ++_last,
                RequesterId = requester,
                Subject = subject,
                UpdatedAt = Stamp(),
            };
            _tickets.Add(ticket.Id, ticket);
            ticket.Comments.Add(new(++_last, requester, text, IsPublic: true) { Files = files });
            return ticket;
        }
    }

    /// <summary>Somebody comments on it in Zendesk. A customer's comment opens the ticket again.</summary>
    public FakeComment Comment(FakeTicket ticket, long author, string text, bool isPublic = true, params string[] files)
    {
        lock (_lock)
        {
            var comment = new FakeComment(++_last, author, text, isPublic) { Files = files };
            ticket.Comments.Add(comment);
            if (author < FirstAgent) ticket.Status = "open";
            ticket.UpdatedAt = Stamp();
            return comment;
        }
    }

    public void Change(FakeTicket ticket, Action<FakeTicket> change)
    {
        lock (_lock)
        {
            change(ticket);
            ticket.UpdatedAt = Stamp();
        }
    }

    /// <summary>The state of a ticket, read at one moment.</summary>
    public T Look<T>(FakeTicket ticket, Func<FakeTicket, T> look)
    {
        lock (_lock) return look(ticket);
    }

    public IReadOnlyList<FakeTicket> Tickets
    {
        get
        {
            lock (_lock) return [.. _tickets.Values];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private string Stamp() => _start.AddSeconds(++_changes).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>Faults before and after what the request asks for.</summary>
    private async Task AroundAsync(HttpContext context, Func<Task> next)
    {
        var request = context.Request;
        _requests.Enqueue($"{request.Method} {request.Path}");
        if (request.Path != "/oauth/tokens" && !IsLetIn(request))
        {
            await RefuseAsync(context, 401, "Couldn't authenticate you");
            return;
        }
        if (Fault(request) is not { } fault)
        {
            await next();
            return;
        }
        if (fault.IsTakenNevertheless)
        {
            var body = context.Response.Body;
            context.Response.Body = Stream.Null;
            await next();
            context.Response.Body = body;
            context.Response.Headers.Clear();
        }
        if (fault.Status == 0)
        {
            context.Abort();
            return;
        }
        if (fault.RetryAfter is { } wait) context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        await RefuseAsync(context, fault.Status, fault.Error);
    }

    private bool IsLetIn(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Basic ", StringComparison.Ordinal))
        {
            return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(header[6..])) == "bot@example.com/token:api-token";
        }
        lock (_lock) return header.StartsWith("Bearer ", StringComparison.Ordinal) && _tokens.Contains(header[7..]);
    }

    private void Violate(string what) => _violations.Enqueue(what);

    private Task Violate(HttpContext context, string what)
    {
        Violate($"{context.Request.Method} {context.Request.Path} {what}");
        return RefuseAsync(context, 404, "InvalidEndpoint");
    }

    private static Task RefuseAsync(HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error, description = error });
    }

    private static async Task<JsonObject> BodyAsync(HttpRequest request) =>
        (await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted))!.AsObject();
}
