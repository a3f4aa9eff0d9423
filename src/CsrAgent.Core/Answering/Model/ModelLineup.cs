using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Model;

/// <summary>
/// The configured models, the preferred one first, then its fallbacks. A provider's adapter registers it, and the resilience pipeline turns
/// it into the <see cref="IChatClient"/> that the answerer uses. Callers leave <see cref="ChatOptions.ModelId"/> unset: each client has its
/// own.
/// </summary>
/// <param name="Models">At least one. Each names its model in its <see cref="ChatClientMetadata.DefaultModelId"/>, tries once, and throws
/// <see cref="ModelException"/>.</param>
public sealed record ModelLineup(IReadOnlyList<IChatClient> Models)
{
    /// <summary>Key of the registered <see cref="IChatClient"/> that begins with <see cref="Summaries"/>.</summary>
    public const string SummariesKey = "summaries";

    /// <summary>The model for summaries, before the others; null where they come first as usual.</summary>
    public IChatClient? Summaries { get; init; }
}
