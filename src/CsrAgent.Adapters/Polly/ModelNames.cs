using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Polly;

internal static class ModelNames
{
    public static string? Of(IChatClient model) => model.GetService<ChatClientMetadata>()?.DefaultModelId;
}
