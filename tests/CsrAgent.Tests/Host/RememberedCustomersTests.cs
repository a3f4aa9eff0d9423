using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CsrAgent.Conversations;
using CsrAgent.Host;
using CsrAgent.Memory;
using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Host;

/// <summary>From one conversation to the next through the whole server, in this process and by a fake clock.</summary>
public sealed class RememberedCustomersTests : IAsyncLifetime
{
    private const string Key = "a-key-of-the-tests";
    private const string Sessions = "/api/v1/chat/sessions";
    private const string Memories = "/api/v1/admin/customers/shop%2Fann/memories";
    private const string User = "shop/ann";

    private readonly TempFolder _data = new();
    private readonly FakeTimeProvider _time = new(Some.Noon);
    private readonly NotingModel _model = new();
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([
            new("DATA_DIR", _data.Path),
            new("KNOWLEDGE_BASE_PATH", Path.Combine(Repository.Root, "samples", "knowledge-base")),
            new("CHAT_AUTH", "token"),
            new("API_KEY", Key),
            new("EMBEDDINGS", "off"),
            new("BIND_ADDRESS", "127.0.0.1"),
            new("PORT", "0"),
        ]);
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddSingleton<IChatClient>(_model);
        builder.AddAgent();
        _app = builder.Build();
        _app.MapAgent();
        await _app.StartAsync(Token);
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        _model.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task Customer_WhoComesAgain_IsRememberedUntilTheirMemoriesAreDeleted()
    {
        await LearnAsync();
        var (session, token) = await OpenAsync(asBackEnd: true);
        await SayAsync(session, token, "How do I reset my password?");
        Assert.Contains("Owns a grey Alder sofa.", _model.LastAsked, StringComparison.Ordinal);

        var listed = await ReadAsync(Memories);
        var memory = Assert.Single(listed.GetProperty("memories").EnumerateArray());
        Assert.Equal(["at", "channel", "id", "kind", "session_id", "text"], memory.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(("web", "fact"), (memory.GetProperty("channel").GetString(), memory.GetProperty("kind").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync($"{Memories}/mem_0"));
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync($"{Memories}/{memory.GetProperty("id").GetString()}"));
        Assert.Empty((await ReadAsync(Memories)).GetProperty("memories").EnumerateArray());
    }

    [Fact]
    public async Task Customer_WhoOnlyClaimsTheId_IsToldNothingAndTeachesNothing()
    {
        await LearnAsync();
        var (session, token) = await OpenAsync(asBackEnd: false);
        await SayAsync(session, token, "What do you know about me?");
        var renewed = await OpenAsync(asBackEnd: false, session, token);
        await SayAsync(session, renewed.Token, "Which sofa do I own?");

        Assert.DoesNotContain("Alder sofa", _model.LastAsked, StringComparison.Ordinal);
        Assert.Equal([false, false], await ProofsAsync(session));
    }

    [Fact]
    public async Task Token_ThatABackEndAskedFor_StaysProvenWhenItIsRenewed()
    {
        var (session, token) = await OpenAsync(asBackEnd: true);
        await SayAsync(session, token, "How do I reset my password?");
        var renewed = await OpenAsync(asBackEnd: false, session, token);
        await SayAsync(session, renewed.Token, "Thank you");

        Assert.Equal([true, true], await ProofsAsync(session));
    }

    [Fact]
    public async Task Customer_Erased_IsExportedBeforeAndForgottenAfter()
    {
        await LearnAsync();
        const string Customer = "/api/v1/admin/customers/shop%2Fann";

        Assert.Single((await ReadAsync($"{Customer}/export")).GetProperty("memories").EnumerateArray());
        Assert.Equal(HttpStatusCode.OK, await DeleteAsync(Customer));

        Assert.Empty(await _app.Services.GetRequiredService<IMemoryStore>().ListAsync(User, 10, Token));
    }

    /// <summary>A conversation ends, and what the model noted of it is kept.</summary>
    private async Task LearnAsync()
    {
        var store = _app.Services.GetRequiredService<IMemoryStore>();
        var (session, token) = await OpenAsync(asBackEnd: true);
        _time.Advance(TimeSpan.FromSeconds(20)); // The loop notes where to begin.
        await SayAsync(session, token, "I ordered a grey Alder sofa. How do I reset my password?");
        using var end = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/chat/{session}");
        end.Headers.Add("Authorization", $"Bearer {token}");
        (await _http.SendAsync(end, Token)).EnsureSuccessStatusCode();
        await Until.TrueAsync(
            async () =>
            {
                _time.Advance(TimeSpan.FromSeconds(5));
                return (await store.ListAsync(User, 10, Token)).Count > 0;
            },
            TimeSpan.FromSeconds(20),
            "the conversation is remembered",
            Token
        );
    }

    private async Task<(string Session, string Token)> OpenAsync(bool asBackEnd, string? session = null, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Sessions)
        {
            Content = JsonContent.Create(new { user_id = User, session_id = session }),
        };
        if (asBackEnd) request.Headers.Add("X-API-Key", Key);
        if (token is not null) request.Headers.Add("Authorization", $"Bearer {token}");
        var body = await SendAsync(request);
        return (body.GetProperty("session_id").GetString()!, body.GetProperty("session_token").GetString()!);
    }

    private async Task SayAsync(string session, string token, string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/chat")
        {
            Content = JsonContent.Create(
                new
                {
                    session_id = session,
                    user_id = User,
                    message,
                }
            ),
        };
        request.Headers.Add("Authorization", $"Bearer {token}");
        await SendAsync(request);
    }

    private async Task<JsonElement> ReadAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-API-Key", Key);
        return await SendAsync(request);
    }

    private async Task<HttpStatusCode> DeleteAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        request.Headers.Add("X-API-Key", Key);
        using var answer = await _http.SendAsync(request, Token);
        return answer.StatusCode;
    }

    private async Task<JsonElement> SendAsync(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request, Token);
        Assert.True(answer.IsSuccessStatusCode, $"{request.RequestUri}: {(int)answer.StatusCode}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    private async Task<IEnumerable<bool>> ProofsAsync(string session)
    {
        var page = await _app.Services.GetRequiredService<IConversationStore>().ReadAsync(new(session), 0, 10, Token);
        return page!.Messages.Where(message => message.Role == MessageRole.Customer).Select(message => message.SenderIsProven);
    }

    /// <summary>Notes a sofa where it is asked what to note; answers everything else in the same words.</summary>
    private sealed class NotingModel : IChatClient
    {
        public string LastAsked { get; private set; } = "";

        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            var all = string.Join('\n', messages.Select(message => message.Text));
            if (all.EndsWith("Note down what is worth knowing.", StringComparison.Ordinal)) return Answer("fact: Owns a grey Alder sofa.");
            LastAsked = all;
            return Answer("Open the sign-in page and select Forgot password.");
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
        )
        {
            var response = await GetResponseAsync(messages, options, cancellationToken);
            foreach (var update in response.ToChatResponseUpdates()) yield return update;
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() { }

        private static Task<ChatResponse> Answer(string text) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text)) { FinishReason = ChatFinishReason.Stop });
    }
}
