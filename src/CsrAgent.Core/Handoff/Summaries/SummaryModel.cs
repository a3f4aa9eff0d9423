using CsrAgent.Conversations;
using CsrAgent.Privacy;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Handoff.Summaries;

/// <summary>Asks the model, if one is configured, to summarize a conversation. Safe to use from many threads.</summary>
/// <param name="client">A metered one; null when no model is configured.</param>
public sealed class SummaryModel(
    IOptions<HandoffOptions> options,
    Redactor redactor,
    TimeProvider time,
    ILogger<SummaryModel> logger,
    IChatClient? client = null
)
{
    private const int MaxSummaryLength = 2_000;
    private static readonly ChatOptions Options = new() { MaxOutputTokens = 600 };

    public bool IsThere => client is not null && options.Value.SummaryByModel;

    /// <summary>Null when the model fails, takes too long, or states a number that is not in the conversation.</summary>
    public async Task<string?> WriteAsync(IReadOnlyList<Message> messages, CancellationToken cancellationToken)
    {
        if (client is null) return null;
        using var timeout = new CancellationTokenSource(options.Value.SummaryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            // Does not wait for a client that ignores its token.
            var response = await client.GetResponseAsync(SummaryPrompt.Render(messages), Options, either.Token).WaitAsync(either.Token);
            return Check(response.Text, messages);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed("late", $"took longer than ESCALATION_SUMMARY_TIMEOUT ({options.Value.SummaryTimeout})");
        }
        catch (Exception e) when (e is not OperationCanceledException) // Whatever goes wrong in the model, the summary of facts remains.
        {
            return Failed("failed", $"failed with {e.GetType().Name}");
        }
    }

    private string? Check(string text, IReadOnlyList<Message> messages)
    {
        var summary = redactor.Redact(text.Trim()).Text;
        if (summary.Length is 0 or > MaxSummaryLength) return Failed("rejected", $"wrote {summary.Length} characters");
        if (SummaryPrompt.FindUnsaid(summary, messages) is not null) return Failed("rejected", "stated a number that nobody mentioned");
        HandoffMetrics.Summaries.Add(1, new KeyValuePair<string, object?>("outcome", "written"));
        return summary;
    }

    private string? Failed(string outcome, string what)
    {
        HandoffMetrics.Summaries.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        logger.LogWarning("Asked to summarize a hand-off, the model {What}; the summary has the facts only", what);
        return null;
    }
}
