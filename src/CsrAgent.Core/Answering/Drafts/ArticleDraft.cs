namespace CsrAgent.Answering.Drafts;

/// <summary>What came of the request for an article.</summary>
public abstract record ArticleDraft
{
    /// <param name="Id">That the article would have.</param>
    /// <param name="Markdown">A file with front matter, marked as a draft, which is not indexed as it is.</param>
    /// <param name="Sources">The articles that its facts come from.</param>
    /// <param name="Questions">The customers' questions that it is to answer, masked.</param>
    public sealed record Written(
        string Id,
        string Title,
        string Markdown,
        IReadOnlyList<string> Sources,
        IReadOnlyList<string> Questions
    ) : ArticleDraft;

    /// <summary>There is no such group of questions.</summary>
    public sealed record Unknown : ArticleDraft;

    /// <summary>This server has no language model.</summary>
    public sealed record NoModel : ArticleDraft;

    /// <summary>Another one is being written: they are written one after the other.</summary>
    public sealed record Busy : ArticleDraft;

    /// <summary>The model did not answer, or with nothing that is an article.</summary>
    public sealed record Failed : ArticleDraft;
}
