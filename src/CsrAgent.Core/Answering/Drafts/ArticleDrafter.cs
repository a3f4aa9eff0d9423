using System.Text;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Gaps;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Answering.Drafts;

/// <summary>
/// Has the model write the article that a group of questions lacks, for people to complete. Nothing is published: what it returns is text,
/// and a file of it is refused until somebody takes its mark out. One at a time, with a bounded request and answer.
/// </summary>
public sealed class ArticleDrafter : IDisposable
{
    private const int MaxPassages = 6;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly ChatOptions Options = new() { MaxOutputTokens = 1_500 };

    private readonly KnowledgeGapReport _gaps;
    private readonly KnowledgeSearch _search;
    private readonly IChatClient? _client;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _free = new(1, 1);

    /// <param name="gaps">What is asked.</param>
    /// <param name="search">What is known.</param>
    /// <param name="client">Null where there is no model.</param>
    /// <param name="time">For the timeout.</param>
    /// <param name="logger">Without what anybody wrote.</param>
    internal ArticleDrafter(
        KnowledgeGapReport gaps,
        KnowledgeSearch search,
        IChatClient? client,
        TimeProvider time,
        ILogger<ArticleDrafter> logger
    ) => (_gaps, _search, _client, _time, _logger) = (gaps, search, client, time, logger);

    /// <param name="gapId">The <see cref="GapGroup.Id"/> of its group of questions.</param>
    public async Task<ArticleDraft> WriteAsync(string gapId, CancellationToken cancellationToken)
    {
        if (_client is null) return new ArticleDraft.NoModel();
        if (!await _free.WaitAsync(TimeSpan.Zero, cancellationToken)) return new ArticleDraft.Busy();
        try
        {
            if (await _gaps.FindAsync(gapId, cancellationToken) is not { } gap) return new ArticleDraft.Unknown();
            var passages = await _search.SearchAsync(gap.Question, [], gap.Language, MaxPassages, cancellationToken);
            var reply = await AskAsync(_client, DraftPrompt.Render(gap, passages), cancellationToken);
            if (reply is null) return new ArticleDraft.Failed();
            if (DraftPrompt.Read(reply, passages, gap.Language) is not (var title, var tags, var body))
            {
                _logger.LogWarning("Asked for the draft of an article, the model wrote {Length} characters that are none", reply.Length);
                return new ArticleDraft.Failed();
            }
            return new ArticleDraft.Written(
                $"draft-{gap.Id}",
                title,
                FileOf($"draft-{gap.Id}", title, tags, gap.Language, body),
                [.. passages.Select(hit => hit.ArticleId).Distinct()],
                gap.Examples
            );
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();

    private async Task<string?> AskAsync(IChatClient client, List<ChatMessage> request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            // Does not wait for a client that ignores its token.
            return (await client.GetResponseAsync(request, Options, either.Token).WaitAsync(either.Token)).Text;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever goes wrong in the model, somebody waits for a sentence about it.
            _logger.LogWarning("Asked for the draft of an article, the model failed with {Fault}", e.GetType().Name);
            return null;
        }
    }

    private static string FileOf(string id, string title, IReadOnlyList<string> tags, string language, string body) =>
        new StringBuilder("---\n")
            .Append("# Complete and check it, then take out this line and the next.\n")
            .Append("draft: true\n")
            .Append("id: ").Append(id).Append('\n')
            .Append("title: ").Append(Quoted(title)).Append('\n')
            .Append("tags: ").Append('[').AppendJoin(", ", tags.Select(Quoted)).Append(']').Append('\n')
            .Append("language: ").Append(Quoted(language)).Append('\n')
            .Append("---\n\n")
            .Append(body)
            .Append('\n')
            .ToString();

    /// <summary>In YAML's quotes: what a model writes cannot become another key, and people can read it.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\') quoted.Append('\\');
            quoted.Append(Rune.IsControl(rune) || rune.Value is '\uFEFF' ? " " : rune.ToString());
        }
        return quoted.Append('"').ToString();
    }
}
