using System.Text.Json;
using CsrAgent.Adapters.OpenAi;
using CsrAgent.Adapters.Polly;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Adapters.OpenAi;

/// <summary>A server that calls itself compatible, and the client that asks it.</summary>
public abstract class CompatibleServerTest : IAsyncLifetime
{
    protected const string Good = "Choose Forgot password on the sign-in page.";

    protected static ChatOptions WithTool { get; } = new()
    {
        Tools =
        [
            AIFunctionFactory.CreateDeclaration(
                "look_up",
                "Looks up.",
                JsonDocument.Parse("""{"type":"object","properties":{"order":{"type":"string"}}}""").RootElement
            ),
        ],
    };

    private ServiceProvider _services = null!;

    protected FakeOpenAi Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Api = await FakeOpenAi.StartAsync();
        var services = new ServiceCollection().AddOpenAi().AddModelResilience();
        services.Configure<OpenAiOptions>(options => (options.BaseUrl, options.Model) = (Api.BaseAddress + "/v1", "local-model"));
        services.Configure<ModelResilienceOptions>(options => options.MaxRetries = 0);
        _services = services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Api.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<string> StreamAsync()
    {
        var text = "";
        await foreach (
            var update in _services
                .GetRequiredService<IChatClient>()
                .GetStreamingResponseAsync("How?", cancellationToken: TestContext.Current.CancellationToken)
        )
        {
            text += update.Text;
        }

        return text;
    }

    protected async Task<ChatResponse> AskAsync(bool stream, ChatOptions? options = null, List<ChatMessage>? messages = null)
    {
        var client = _services.GetRequiredService<IChatClient>();
        var token = TestContext.Current.CancellationToken;
        messages ??= [new(ChatRole.User, "How?")];
        return stream
            ? await client.GetStreamingResponseAsync(messages, options, token).ToChatResponseAsync(token)
            : await client.GetResponseAsync(messages, options, token);
    }
}
