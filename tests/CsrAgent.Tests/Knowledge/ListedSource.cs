using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;

namespace CsrAgent.Tests.Knowledge;

/// <summary>A source whose articles a test writes down.</summary>
internal sealed class ListedSource(string name) : IKnowledgeSource
{
    public string Name => name;

    public List<KnowledgeArticle> Articles { get; } = [];

    public List<SourceFailure> Failures { get; } = [];

    public Exception? Fault { get; set; }

    /// <summary>Thrown when that many articles were read.</summary>
    public int? BreaksAfter { get; set; }

    public string Origin { get; set; } = "here";

    public Task<SourceListing?> ListAsync(CancellationToken cancellationToken)
    {
        if (Fault is not null) throw Fault;
        var entries = Articles.Select((article, number) => new SourceEntry(number.ToString("0000", null), null)).ToList();
        return Task.FromResult<SourceListing?>(new(Origin, entries.Count, entries, [.. Failures]));
    }

    public Task<SourceItem> ReadAsync(SourceEntry entry, string? knownVersion, CancellationToken cancellationToken)
    {
        var number = int.Parse(entry.Place, null);
        if (number == BreaksAfter) throw new CsrAgentException("It broke off.");
        return Task.FromResult<SourceItem>(new SourceItem.Found(Articles[number], null));
    }

    public ListedSource Holding(params string[] ids)
    {
        Articles.Clear();
        Articles.AddRange(ids.Select(id => Article(id)));
        return this;
    }

    public static KnowledgeArticle Article(string id, string body = "Text.") => new(id, "Title of " + id, null, [], "en", body);
}
