using System.ClientModel;
using System.ClientModel.Primitives;
using CsrAgent.Adapters.OpenAi.Dialects;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;
using OpenAI;

namespace CsrAgent.Adapters.OpenAi;

/// <summary>The models of one compatible server over one connection pool. Passages are sent as text.</summary>
internal static class OpenAiModels
{
    // The library requires a key; servers that need none ignore the header.
    private const string NoKey = "none";

    public static ModelLineup Create(OpenAiOptions options, TimeProvider time)
    {
        var api = new OpenAIClient(
            new ApiKeyCredential(string.IsNullOrEmpty(options.ApiKey) ? NoKey : options.ApiKey),
            new OpenAIClientOptions
            {
                Endpoint = new Uri(options.BaseUrl),
                Transport = new HttpClientPipelineTransport(ModelHttp.Create(new DialectHandler(), options.ConnectTimeout)),
                // The library's retries and timeouts are off: the resilience pipeline has its own.
                RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
                NetworkTimeout = Timeout.InfiniteTimeSpan,
            }
        );
        return new([.. options.FallbackModels.Prepend(options.Model).Select(model => Create(api, model, options, time))]);
    }

    private static IChatClient Create(OpenAIClient api, string model, OpenAiOptions options, TimeProvider time) =>
        api.GetChatClient(model)
            .AsIChatClient()
            .AsBuilder()
            .UseUnopenedReasoning()
            .UseOpenAiFaults(time)
            .ConfigureOptions(chat => chat.MaxOutputTokens ??= options.MaxOutputTokens)
            .Build();
}
