using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using CsrAgent.Adapters.Claude;
using CsrAgent.Adapters.Lucene;
using CsrAgent.Adapters.MiniLm;
using CsrAgent.Adapters.OpenAi;
using CsrAgent.Adapters.OpenAi.Embeddings;
using CsrAgent.Adapters.Polly;
using CsrAgent.Adapters.Redis;
using CsrAgent.Adapters.Sqlite;
using CsrAgent.Channels;
using CsrAgent.Host;
using CsrAgent.Host.Configuration;
using CsrAgent.Knowledge;
using CsrAgent.Settings;
using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Documentation.Sms;
using CsrAgent.Tests.Documentation.WordIndex;
using CsrAgent.Turns;
using CsrAgent.Turns.Mailbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace CsrAgent.Tests.Host;

/// <summary>A channel and an index are each a folder and a line: these two are in folders of the tests.</summary>
public sealed class AgentModulesTests : IDisposable
{
    /// <summary>The two lines.</summary>
    private static readonly IReadOnlyList<IAgentModule> Modules = [new SmsModule(), new WordIndexModule(), .. AgentModules.All];

    private readonly string _data = Directory.CreateTempSubdirectory("csr-modules-").FullName;
    private readonly SmsGateway _gateway = new();
    private readonly SpanRecorder _spans = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddAgent_NewChannelAndIndex_AnswerAMessageFromWebhookToGateway()
    {
        await using var app = await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        client.DefaultRequestHeaders.Add("X-Gateway-Secret", "opensesame");
        var question = new SmsReceived("sms-1", "+436601234567", "Please help: resetting password");

        var first = await client.PostAsJsonAsync("/webhooks/sms", question, Token);
        var again = await client.PostAsJsonAsync("/webhooks/sms", question, Token);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Contains("Forgot password?", await _gateway.FirstAsync(Token), StringComparison.Ordinal);
        Assert.True(Assert.IsType<WordKnowledgeIndex>(app.Services.GetRequiredService<IKnowledgeIndex>()).Searches > 0);
        Assert.Contains("/webhooks/sms", _spans.Paths);
        Assert.DoesNotContain("webhooks", await client.GetStringAsync("/api/v1/openapi.json", Token), StringComparison.Ordinal);
        await app.StopAsync(Token);
        Assert.Single(_gateway.Sent);
    }

    /// <summary>Else anybody could have replies sent to any number.</summary>
    [Theory]
    [InlineData("{\"channel\":\"sms\",\"user_id\":\"+436601234567\",\"message\":\"Hi\"}")]
    [InlineData("{\"channel\":\"sms\",\"user_id\":\"+436601234567\",\"message\":\"Hi\",\"stream\":true}")]
    [InlineData("{\"channel\":\"sms\",\"user_id\":\"+436601234567\",\"message\":\"Hi\",\"session_id\":\"sms:436601234567\"}")]
    public async Task Post_ForAChannelThatSends_OpensNoConversation(string body)
    {
        await using var app = await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var key = await File.ReadAllTextAsync(Path.Combine(_data, "api-key"), Token);
        foreach (var prefer in (string[])["", "respond-async"])
        {
            foreach (var given in (string[])["", key.Trim()])
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/chat");
                request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
                if (prefer.Length > 0) request.Headers.Add("Prefer", prefer);
                if (given.Length > 0) request.Headers.Add("X-API-Key", given);

                using var answer = await client.SendAsync(request, Token);

                Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
                var problem = await answer.Content.ReadAsStringAsync(Token);
                Assert.Contains("\"field\":\"channel\"", problem, StringComparison.Ordinal);
                Assert.DoesNotContain("one of: sms", problem, StringComparison.Ordinal);
            }
        }

        await app.StopAsync(Token);
        Assert.Empty(_gateway.Sent);
    }

    [Fact]
    public async Task AddAgent_OneRoleEach_ApiTakesTheMessageAndWorkerSendsTheAnswer()
    {
        await using (var api = await StartAsync("api"))
        {
            Assert.Equal(HttpStatusCode.OK, await PostAsync(api, "Please help: resetting password"));
            Assert.DoesNotContain(api.Services.GetServices<IHostedService>(), service => service is TurnWorker or OutboxDispatcher);
            await api.StopAsync(Token);
        }
        Assert.Empty(_gateway.Sent);

        await using var worker = await StartAsync("worker");
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(worker, "Nobody is to take this."));
        Assert.Contains("Forgot password?", await _gateway.FirstAsync(Token), StringComparison.Ordinal);
        await worker.StopAsync(Token);
        Assert.Single(_gateway.Sent);
    }

    /// <summary>A module that is on without any setting hides those that provide the same below it.</summary>
    [Fact]
    public void All_EachModule_CanBeChosen()
    {
        var nothing = new ConfigurationValues(new ConfigurationBuilder().Build());
        var hidden =
            from above in AgentModules.All.Index()
            where above.Item.Provides is not null && above.Item.IsOn(nothing)
            from below in AgentModules.All.Skip(above.Index + 1)
            where below.Provides == above.Item.Provides
            select $"{below.GetType().Name} is below {above.Item.GetType().Name}, which is on by default: move it above.";

        Assert.Empty(hidden);
    }

    [Fact]
    public void Settings_NewModules_AreInTheTableAlsoWhileTheyAreOff()
    {
        var page = SettingsTable.Render(AgentSettings.Of(Modules));

        Assert.Contains("| `SMS_GATEWAY_URL` | none |", page, StringComparison.Ordinal);
        Assert.Contains("| `SMS_DEBOUNCE` | 3s | 0 s to 1 min |", page, StringComparison.Ordinal);
        Assert.Contains("| `WORD_INDEX` | false | true or false |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void AddAgent_WrongSettingOfAModule_NamesIt()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([new("SMS_DEBOUNCE", "2m")]);

        var error = Assert.Throws<CsrAgentException>(() => builder.AddAgent(Modules));

        Assert.StartsWith("SMS_DEBOUNCE must be 0 s to 1 min.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Chosen_OneSeam_IsProvidedByTheFirstModuleThatIsOn()
    {
        Assert.Equal([typeof(SqliteModule), typeof(MiniLmModule), typeof(LuceneModule)], ChosenOf());
        Assert.Equal([typeof(WordIndexModule), typeof(SqliteModule), typeof(MiniLmModule)], ChosenOf(("WORD_INDEX", "true")));
        Assert.Equal([typeof(RedisModule), typeof(MiniLmModule), typeof(LuceneModule)], ChosenOf(("REDIS_URL", "redis://localhost")));
    }

    [Fact]
    public void Chosen_Embeddings_AreOneOrNone()
    {
        Assert.Equal([typeof(SqliteModule), typeof(LuceneModule)], ChosenOf(("EMBEDDINGS", "off")));
        Assert.Equal([typeof(SqliteModule), typeof(OpenAiEmbeddingModule), typeof(LuceneModule)], ChosenOf(("EMBEDDINGS", "http")));
    }

    [Fact]
    public void Chosen_Model_ComesWithItsResilienceAndClaudeGoesFirst()
    {
        Assert.Equal(
            [typeof(SqliteModule), typeof(ClaudeModule), typeof(ModelResilienceModule), typeof(MiniLmModule), typeof(LuceneModule)],
            ChosenOf(("CLAUDE_API_KEY", "key"), ("LLM_BASE_URL", "http://localhost/v1"))
        );
        Assert.Equal(
            [typeof(SqliteModule), typeof(OpenAiModule), typeof(ModelResilienceModule), typeof(MiniLmModule), typeof(LuceneModule)],
            ChosenOf(("LLM_BASE_URL", "http://localhost/v1"))
        );
    }

    public void Dispose()
    {
        _gateway.Dispose();
        _spans.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private static List<Type> ChosenOf(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            .Build();
        return
        [
            .. AgentModules
                .Chosen(Modules, new ConfigurationValues(configuration))
                .Where(module => module.Provides is not null || module.Requires is not null)
                .Select(module => module.GetType()),
        ];
    }

    /// <summary>As <c>Program</c> does it, with two more modules.</summary>
    private async Task<WebApplication> StartAsync(string roles = "api,worker")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([
            new("PORT", "0"),
            new("BIND_ADDRESS", "127.0.0.1"),
            new("DATA_DIR", _data),
            new("KNOWLEDGE_BASE_PATH", Path.Combine(Repository.Root, "samples", "knowledge-base")),
            new("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"),
            new("SMS_GATEWAY_URL", "http://gateway.test/"),
            new("SMS_GATEWAY_SECRET", "opensesame"),
            new("SMS_DEBOUNCE", "0s"),
            new("WORD_INDEX", "true"),
            new("ROLES", roles),
        ]);
        builder.AddAgent([new FileStores(), .. Modules]);
        builder.Services.AddHttpClient<SmsChannel>().ConfigurePrimaryHttpMessageHandler(() => _gateway);
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(_spans));
        var app = builder.Build();
        app.CheckOptions();
        app.MapAgent();
        await app.ConnectModulesAsync(Token);
        await app.StartAsync(Token);
        return app;
    }

    private static async Task<HttpStatusCode> PostAsync(WebApplication app, string text)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        client.DefaultRequestHeaders.Add("X-Gateway-Secret", "opensesame");
        using var response = await client.PostAsJsonAsync("/webhooks/sms", new SmsReceived("sms-1", "+436601234567", text), Token);
        return response.StatusCode;
    }

    /// <summary>The embedded stores, for processes that follow each other instead of one that does everything.</summary>
    private sealed class FileStores : IAgentModule
    {
        public Type? Provides => typeof(ITurnQueue);

        public void AddServices(IServiceCollection services, ServerRoles roles)
        {
            services.AddSqlite();
            services
                .AddOptions<SqliteOptions>()
                .Configure<IOptions<DataOptions>>((sqlite, data) => sqlite.DataDirectory = data.Value.Folder);
        }
    }

    private sealed class SpanRecorder : BaseProcessor<Activity>
    {
        private readonly ConcurrentQueue<string> _paths = new();

        public IReadOnlyCollection<string> Paths => _paths;

        public override void OnEnd(Activity data)
        {
            if (data.GetTagItem("url.path") is string path) _paths.Enqueue(path);
        }
    }
}
