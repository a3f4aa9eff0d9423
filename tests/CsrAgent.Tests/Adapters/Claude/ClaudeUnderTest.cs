using CsrAgent.Adapters.Claude;
using CsrAgent.Adapters.Polly;
using CsrAgent.Answering.Model;
using CsrAgent.Knowledge;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Adapters.Claude;

/// <summary>The registered chain against the fake API; without fallback models unless a test adds some.</summary>
internal sealed class ClaudeUnderTest : IAsyncDisposable
{
    public const string Model = "claude-sonnet-5-5";

    private readonly ServiceProvider _services;

    private ClaudeUnderTest(FakeClaude api, ServiceProvider services) => (Api, _services) = (api, services);

    public FakeClaude Api { get; }

    /// <summary>With retries and all.</summary>
    public IChatClient Client => _services.GetRequiredService<IChatClient>();

    /// <summary>The one that begins with the model for summaries.</summary>
    public IChatClient Summaries => _services.GetRequiredKeyedService<IChatClient>(ModelLineup.SummariesKey);

    /// <summary>One attempt with the first model, as the provider's adapter makes it.</summary>
    public IChatClient Bare => _services.GetRequiredService<ModelLineup>().Models[0];

    public static async Task<ClaudeUnderTest> StartAsync(
        Action<ModelResilienceOptions>? resilience = null,
        Action<ClaudeOptions>? claude = null
    )
    {
        var api = await FakeClaude.StartAsync();
        var services = new ServiceCollection().AddClaude().AddModelResilience();
        services.Configure<ClaudeOptions>(options =>
        {
            (options.ApiKey, options.BaseUrl, options.FallbackModels) = ("sk-ant-test", api.BaseAddress, []);
            claude?.Invoke(options);
        });
        services.Configure<ModelResilienceOptions>(options =>
        {
            (options.MaxRetries, options.RetryDelay) = (0, TimeSpan.FromMilliseconds(1));
            resilience?.Invoke(options);
        });
        return new(api, services.BuildServiceProvider());
    }

    /// <summary>One answer in either way of asking; a streamed one put together.</summary>
    public async Task<ChatResponse> AskAsync(bool stream, IEnumerable<ChatMessage> messages, ChatOptions? options = null)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        return stream
            ? await Client.GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken)
            : await Client.GetResponseAsync(messages, options, cancellationToken);
    }

    public Task<ChatResponse> AskAsync(bool stream) => AskAsync(stream, [new(ChatRole.User, "How do I reset my password?")]);

    public static PassageHit Passage(string articleId, string text, string title = "How to reset your password") =>
        new(new Passage(articleId, 0, null, text), title, $"https://help.example/{articleId}", "en", 0.9);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Api.DisposeAsync();
    }
}
