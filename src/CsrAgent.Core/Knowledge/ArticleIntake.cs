using CsrAgent.Knowledge.Sharing;
using CsrAgent.Knowledge.Sync;
using Microsoft.Extensions.Options;

namespace CsrAgent.Knowledge;

/// <summary>Accepts articles from the API: each is validated separately, and the valid ones are indexed in one step.</summary>
public sealed class ArticleIntake(IKnowledgeIndex index, SharedArticles shared, IOptions<KnowledgeOptions> options, TimeProvider time)
{
    /// <summary>
    /// Indexes new and changed articles; durable and searchable when it returns. If a call has several articles with the same id, the last
    /// one counts, and the others are reported as failed. <see cref="SyncReport.Deleted"/> is 0.
    /// </summary>
    public async Task<SyncReport> AcceptAsync(IReadOnlyList<ArticleSubmission> submissions, CancellationToken cancellationToken)
    {
        var (accepted, failed) = Check(submissions);
        var indexed = await index.FindAsync([.. accepted.Select(article => article.Id)], cancellationToken);
        var changed = accepted.Where(article => !IsSame(article, indexed)).ToList();
        if (shared.IsOn)
        {
            // All of them: what looks unchanged here may have been changed by another process just now.
            await shared.PublishAsync([.. accepted.Select(article => new ArticleChange(article.Id, article))], cancellationToken);
        }
        else if (changed.Count > 0)
        {
            await index.UpsertAsync(changed, time.GetUtcNow(), cancellationToken);
        }
        return new SyncReport(changed.Count, accepted.Count - changed.Count, 0, failed);
    }

    /// <summary>Removes an article, whichever source it is from; false when there was none.</summary>
    public async Task<bool> RemoveAsync(string articleId, CancellationToken cancellationToken)
    {
        if (!shared.IsOn) return await index.DeleteAsync(articleId, null, cancellationToken);
        await shared.FollowAsync(cancellationToken);
        if (!(await index.FindAsync([articleId], cancellationToken)).TryGetValue(articleId, out var known)) return false;
        if (known.Source != KnowledgeArticle.ApiSource) return await index.DeleteAsync(articleId, null, cancellationToken);
        await shared.PublishAsync([new ArticleChange(articleId, null)], cancellationToken);
        return true;
    }

    private (IReadOnlyCollection<KnowledgeArticle> Accepted, List<ArticleFailure> Failed) Check(
        IReadOnlyList<ArticleSubmission> submissions
    )
    {
        var accepted = new Dictionary<string, KnowledgeArticle>(StringComparer.Ordinal);
        var failed = new List<ArticleFailure>();
        for (var i = 0; i < submissions.Count; i++)
        {
            var (article, error) = ArticleRules.Check(submissions[i], options.Value.MaxArticleSize);
            if (article is null)
            {
                failed.Add(new ArticleFailure(NameOf(submissions[i], i), error!));
                continue;
            }
            if (accepted.ContainsKey(article.Id))
            {
                failed.Add(
                    new ArticleFailure(article.Id, $"The id is repeated by article #{i + 1} of this call, which is the one indexed.")
                );
            }
            accepted[article.Id] = article;
        }
        return (accepted.Values, failed);
    }

    private static string NameOf(ArticleSubmission submission, int place) =>
        string.IsNullOrWhiteSpace(submission.Id)
            ? $"#{place + 1}"
            : submission.Id[..Math.Min(submission.Id.Length, ArticleRules.MaxIdLength)];

    // An article of another source that is sent through the API becomes the API's, even with the same text.
    private static bool IsSame(KnowledgeArticle article, IReadOnlyDictionary<string, IndexedArticle> indexed) =>
        indexed.TryGetValue(article.Id, out var known)
        && known.Source == KnowledgeArticle.ApiSource
        && known.ContentHash == ArticleHash.Of(article);
}
