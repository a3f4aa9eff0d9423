namespace CsrAgent.Knowledge.Sync;

/// <summary>What was read of a <see cref="SourceEntry"/>.</summary>
public abstract record SourceItem
{
    private SourceItem() { }

    /// <param name="Version">Of what was read; null if it may have been changing meanwhile: then it is read again next time.</param>
    public sealed record Found(KnowledgeArticle Article, string? Version) : SourceItem;

    /// <summary>It is what it was.</summary>
    public sealed record Same : SourceItem;

    /// <summary>It is listed, but no longer there.</summary>
    public sealed record Gone : SourceItem;

    /// <summary>It was not asked for yet: a later sync does.</summary>
    public sealed record Later : SourceItem;

    /// <param name="Version">Of what cannot be used, which is not read again before it changes; null if reading it again may help.</param>
    public sealed record Failed(SourceFailure Failure, string? Version = null) : SourceItem;
}
