using CsrAgent.Adapters.Markdown;
using CsrAgent.Knowledge;
using Microsoft.Extensions.Options;

namespace CsrAgent.Evals.Knowledge;

/// <summary>The sample articles.</summary>
public sealed class SampleIndex : EvalIndex
{
    protected override async Task<IReadOnlyCollection<KnowledgeArticle>> ReadAsync()
    {
        var samples = new KnowledgeOptions { Path = Path.Combine(Repository.Root, "samples", "knowledge-base") };
        return (await new MarkdownFolderSource(Options.Create(samples)).ReadAsync(CancellationToken.None))!.Articles;
    }
}
