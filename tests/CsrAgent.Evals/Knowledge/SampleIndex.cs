using CsrAgent.Adapters.Documents;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;
using Microsoft.Extensions.Options;

namespace CsrAgent.Evals.Knowledge;

/// <summary>The sample articles.</summary>
public sealed class SampleIndex : EvalIndex
{
    protected override async Task<IReadOnlyCollection<KnowledgeArticle>> ReadAsync()
    {
        var samples = new KnowledgeOptions { Path = Path.Combine(Repository.Root, "samples", "knowledge-base") };
        return (await new FolderSource(Options.Create(samples), TimeProvider.System).ReadAllAsync(CancellationToken.None))!.Articles;
    }
}
