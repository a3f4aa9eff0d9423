using CsrAgent.Answering.Model;
using CsrAgent.Conversations;
using CsrAgent.Privacy;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Handoff.Summaries;

/// <summary>Has the model sum a conversation up, where there is one. Safe to use from many threads.</summary>
/// <param name="client">Null: there is no model.</param>
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

    private readonly IChatClient? _client = client is null ? null : new MeteredChatClient(client, time);

    public bool IsThere => _client is not null && options.Value.SummaryByModel;

    /// <summary>Null when the model fails, takes too long, or says what the conversation does not.</summary>
    public async Task<string?> WriteAsync(IReadOnlyList<Message> messages, CancellationToken cancellationToken)
    {
        if (_client is null) return null;
        using var timeout = new CancellationTokenSource(options.Value.SummaryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            // A client that does not listen to its token is left behind.
            var response = await _client.GetResponseAsync(SummaryPrompt.Render(messages), Options, either.Token).WaitAsync(either.Token);
            return Check(response.Text, messages);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed("late", $"took longer than ESCALATION_SUMMARY_TIMEOUT ({options.Value.SummaryTimeout})");
        }
        catch (Exception e) when (e is not OperationCanceledException) // Whatever the model does, the summary of the facts stands.
        {
            return Failed("failed", $"failed with {e.GetType().Name}");
        }
    }

    private string? Check(string text, IReadOnlyList<Message> messages)
    {
        var summary = redactor.Redact(text.Trim()).Text;
        if (summary.Length is 0 or > MaxSummaryLength) return Failed("rejected", $"wrote {summary.Length} characters");
        if (SummaryPrompt.FindUnsaid(summary, messages) is not null) return Failed("rejected", "named a number that nobody has said");
        HandoffMetrics.Summaries.Add(1, new KeyValuePair<string, object?>("outcome", "written"));
        return summary;
    }

    private string? Failed(string outcome, string what)
    {
        HandoffMetrics.Summaries.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        logger.LogWarning("The model {What} when it was to sum up a hand-off; the facts stand alone", what);
        return null;
    }
}
