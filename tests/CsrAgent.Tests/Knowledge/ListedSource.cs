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

    /// <summary>Of the call that goes on.</summary>
    public CancellationToken Token { get; private set; }

    public Func<Task>? WhenListed { get; set; }

    /// <summary>From this article on, a later sync reads them.</summary>
    public int? LaterFrom { get; set; }

    /// <summary>Called with the number of an article before it is read.</summary>
    public Func<int, Task>? WhenRead { get; set; }

    public async Task<SourceListing?> ListAsync(CancellationToken cancellationToken)
    {
        if (Fault is not null) throw Fault;
        Token = cancellationToken;
        if (WhenListed is not null) await WhenListed();
        var entries = Articles.Select((article, number) => new SourceEntry($"{Origin}/{number:0000}", null)).ToList();
        return new(Origin, entries.Count, entries, [.. Failures]);
    }

    public async Task<SourceItem> ReadAsync(SourceEntry entry, string? knownVersion, CancellationToken cancellationToken)
    {
        var number = int.Parse(entry.Place.Split('/')[^1], null);
        if (number == BreaksAfter) throw new CsrAgentException("It broke off.");
        if (WhenRead is not null) await WhenRead(number);
        if (number >= LaterFrom) return new SourceItem.Later();
        return new SourceItem.Found(Articles[number], null);
    }

    public ListedSource Holding(params string[] ids)
    {
        Articles.Clear();
        Articles.AddRange(ids.Select(id => Article(id)));
        return this;
    }

    public static KnowledgeArticle Article(string id, string body = "Text.") => new(id, "Title of " + id, null, [], "en", body);
}
