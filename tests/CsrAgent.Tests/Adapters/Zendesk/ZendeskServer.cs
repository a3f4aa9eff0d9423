using CsrAgent.Adapters.Zendesk.Events;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Host;
using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support.Zendesk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CsrAgent.Tests.Adapters.Zendesk;

/// <summary>The whole server in this process, with a Zendesk that calls it and is called. Without a model: the articles answer.</summary>
internal sealed class ZendeskServer : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("csr-zendesk-").FullName;
    private WebApplication _app = null!;

    private ZendeskServer(FakeZendesk zendesk) => Zendesk = zendesk;

    public FakeZendesk Zendesk { get; }

    public HttpClient Client { get; private set; } = null!;

    internal TicketReconciler Reconciler => Services.GetServices<IHostedService>().OfType<TicketReconciler>().Single();

    internal IChannelHealth Health => Services.GetServices<IChannelHealth>().Single(health => health.Name == "zendesk");

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ZendeskServer> StartAsync(params (string Name, string Value)[] settings)
    {
        var server = new ZendeskServer(await FakeZendesk.StartAsync());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(
            Settings(server.Zendesk)
                .Concat([("DATA_DIR", server._data), .. settings])
                .Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2))
        );
        builder.AddAgent();
        builder.WebHost.UseTestServer();
        server._app = builder.Build();
        server._app.CheckOptions();
        server._app.MapAgent();
        await server._app.StartAsync(Token);
        server.Client = server._app.GetTestClient();
        return server;
    }

    public static IEnumerable<(string Name, string Value)> Settings(FakeZendesk zendesk) =>
        [
            ("KNOWLEDGE_BASE_PATH", Path.Combine(Repository.Root, "samples", "knowledge-base")),
            ("EMBEDDINGS", "off"),
            ("LOG_LEVEL", "Error"),
            ("API_KEY", Support.RealServer.ApiKey),
            ("ZENDESK_URL", zendesk.BaseAddress),
            ("ZENDESK_WEBHOOK_SECRET", FakeZendeskHook.Secret),
            ("ZENDESK_CLIENT_ID", "bot"),
            ("ZENDESK_CLIENT_SECRET", "client-secret"),
            ("ZENDESK_DEBOUNCE", "0s"),
            ("ZENDESK_RECONCILE_INTERVAL", "1h"),
            ("ESCALATION_MAX_PASSED_ON", "0"),
        ];

    public async Task<int> CallAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await Client.SendAsync(request, Token);
            return (int)answer.StatusCode;
        }
    }

    /// <summary>A customer's comment, and the event of it.</summary>
    public async Task<FakeComment> SayAsync(FakeTicket ticket, string text)
    {
        var comment = Zendesk.Comment(ticket, ticket.RequesterId, text);
        Assert.Equal(200, await CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, comment))));
        return comment;
    }

    /// <summary>Waits until the ticket has so many public comments by the agent.</summary>
    public Task AnswersAsync(FakeTicket ticket, int count) =>
        Until.TrueAsync(() => Zendesk.Look(ticket, t => t.Answers.Count) >= count, $"ticket {ticket.Id} has {count} answers");

    /// <summary>Waits until nothing is on its way in the server, and the ticket is as expected.</summary>
    public Task SettleAsync(FakeTicket ticket, Func<FakeTicket, bool> isSo) =>
        Until.TrueAsync(
            async () => Zendesk.Look(ticket, isSo) && await IsSettledAsync(ticket),
            TimeSpan.FromSeconds(20),
            $"ticket {ticket.Id} has settled",
            Token
        );

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await Zendesk.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>True when no delivery waits, nor is on its way.</summary>
    public bool IsOutboxEmpty()
    {
        using var database = new SqliteConnection($"Data Source={Directory.GetFiles(_data, "*.db").Single()};Mode=ReadOnly;Pooling=False");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = "SELECT count(*) FROM outbox WHERE state = 0";
        return (long)command.ExecuteScalar()! == 0;
    }

    public Task<ConversationPage?> ReadAsync(FakeTicket ticket) =>
        Services
            .GetRequiredService<IConversationStore>()
            .ReadAsync(new($"zendesk:{ticket.Id}:{ticket.RequesterId}"), -500, 500, Token);

    /// <summary>Every customer's message has had its turn, and what the agent said stands in the ticket.</summary>
    private async Task<bool> IsSettledAsync(FakeTicket ticket)
    {
        var page = await ReadAsync(ticket);
        return page is null
            || page.Messages.All(message => message.Role != MessageRole.Customer || message.TurnId is not null)
                && page.Messages.Count(message => message.Role == MessageRole.Agent) <= Zendesk.Look(ticket, t => t.Answers.Count);
    }
}
