using CsrAgent.Conversations;
using CsrAgent.Privacy;
using CsrAgent.Safety;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Memory;

/// <summary>
/// What is worth keeping of a conversation, fit to be kept: by the model or from the facts, redacted, short, few, and without
/// what looks like instructions to the agent.
/// </summary>
internal sealed class MemoryDrafts(
    IMemoryExtractor extractor,
    FactExtractor facts,
    Redactor redactor,
    InjectionDetector injections,
    ILogger<MemoryDrafts> logger
)
{
    private const int MaxPerConversation = 6;

    public async Task<IReadOnlyList<MemoryDraft>> MakeAsync(IReadOnlyList<Message> messages, CancellationToken cancellationToken)
    {
        var found = await ExtractAsync(messages, cancellationToken);
        return
        [
            .. found
                .Select(draft => draft with { Text = Fit(redactor.Redact(draft.Text).Text) })
                .Where(draft => draft.Text.Length > 0 && !injections.Detect(draft.Text).Flagged)
                .DistinctBy(draft => draft.Text, StringComparer.OrdinalIgnoreCase)
                .Take(MaxPerConversation),
        ];
    }

    private async Task<IReadOnlyList<MemoryDraft>> ExtractAsync(IReadOnlyList<Message> messages, CancellationToken cancellationToken)
    {
        try
        {
            if (await extractor.ExtractAsync(messages, cancellationToken) is { } drafts) return drafts;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whatever goes wrong in it, the facts remain.
            logger.LogWarning(e, "{Extractor} failed; what is remembered comes from the facts", extractor.GetType().Name);
        }
        return await facts.ExtractAsync(messages, cancellationToken) ?? [];
    }

    private static string Fit(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= CustomerMemory.MaxText) return line;
        var end = CustomerMemory.MaxText - (char.IsHighSurrogate(line[CustomerMemory.MaxText - 2]) ? 2 : 1);
        return line[..end].TrimEnd() + "…";
    }
}
