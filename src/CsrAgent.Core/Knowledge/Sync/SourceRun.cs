namespace CsrAgent.Knowledge.Sync;

/// <summary>
/// Decides what one source's entries mean for the index, one after the other, without touching it. What it keeps of an article is a few
/// words, never its text.
/// </summary>
/// <param name="others">Names of the other configured sources; an article of a source that no longer exists may be taken over.</param>
internal sealed class SourceRun(
    string source,
    IReadOnlyDictionary<string, IndexedArticle> indexed,
    IReadOnlySet<string> others,
    SourceMemory memory
)
{
    // So many articles that come to say the same at once are a notice, such as of a site that is being worked on.
    private const int MinRepeated = 3;
    private const string Repeated =
        "It says the same as others that have changed with it, as a notice does, and stays as it was. If it is meant, leave all but one of "
        + "them out of the source.";

    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownEntry> _entries = new(memory.Entries.Count, StringComparer.Ordinal);
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);
    private readonly List<ArticleFailure> _failed = [];
    private bool _mayHoldMore;

    public int Changed { get; private set; }

    public int Unchanged { get; private set; }

    public IReadOnlyList<ArticleFailure> Failed => _failed;

    /// <summary>Whether a later sync goes on with it.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>What there is to remember of the entries so far, by place.</summary>
    public IReadOnlyDictionary<string, KnownEntry> Entries => _entries;

    /// <summary>The same, and what is remembered of those that the run did not come to.</summary>
    public IReadOnlyDictionary<string, KnownEntry> EntriesAndRest()
    {
        foreach (var (place, entry) in memory.Entries) _entries.TryAdd(place, entry);
        return _entries;
    }

    /// <summary>Articles of the source that the index holds.</summary>
    public int Indexed => indexed.Values.Count(article => article.Source == source);

    /// <summary>The version of the entry that is indexed, or null.</summary>
    public string? VersionOf(SourceEntry entry) =>
        memory.Entries.TryGetValue(entry.Place, out var known)
        && known is { Id: { } id, Error: null }
        && indexed.TryGetValue(id, out var article)
        && (IsForeign(article) || (article.Source == source && KnownEntry.HashOf(article.ContentHash) == known.Hash))
            ? known.Version
            : null;

    /// <summary>Whether the entry is what was read of it, so that it need not be read again.</summary>
    public bool TrySkip(SourceEntry entry)
    {
        if (entry.Version is null) return false;
        if (memory.Entries.TryGetValue(entry.Place, out var known) && known is { Error: { } error } && known.Version == entry.Version)
        {
            Fail(new SourceFailure(entry.Place, known.Id, error), entry.Place, known.Version);
            return true;
        }
        if (VersionOf(entry) != entry.Version) return false;
        Keep(entry);
        return true;
    }

    /// <summary>The article, if it has to be indexed.</summary>
    public KnowledgeArticle? Take(SourceEntry entry, SourceItem item)
    {
        switch (item)
        {
            case SourceItem.Found found:
                return Take(entry.Place, found);
            case SourceItem.Same:
                Keep(entry);
                return null;
            case SourceItem.Later:
                IsPartial = true;
                Postpone(entry.Place);
                return null;
            case SourceItem.Failed failed:
                Fail(failed.Failure, entry.Place, failed.Version);
                return null;
            default:
                return null;
        }
    }

    /// <param name="place">Of the entry, if it is one.</param>
    /// <param name="version">Of what cannot be used; null if it is to be read again next time.</param>
    public void Fail(SourceFailure failure, string? place, string? version)
    {
        var id = failure.ArticleId;
        if (failure.IsWithdrawn)
        {
            _failed.Add(new ArticleFailure(id ?? failure.Place, failure.Error));
            return;
        }
        if (place is not null)
        {
            // What it was stays: that is the article concerned, whatever the source makes of its place.
            var known = memory.Entries.GetValueOrDefault(place);
            if (id is not null) _unreadable.Add(id);
            id = known.Id ?? id;
            var error = version is null ? null : failure.Error;
            if (version is not null || known.Id is not null) _entries[place] = new(version, id, known.Hash, error);
        }
        _failed.Add(new ArticleFailure(id ?? failure.Place, failure.Error));
        if (id is not null) _unreadable.Add(id);
        else _mayHoldMore |= failure.MayHoldArticles;
    }

    /// <summary>
    /// The articles without those that said different things and would all say the same now. What is indexed of these stays, until the
    /// source says something else of them.
    /// </summary>
    public List<KnowledgeArticle> WithoutRepeated(List<KnowledgeArticle> articles)
    {
        var repeated = articles
            .Where(article => indexed.TryGetValue(article.Id, out var known) && known.Source == source)
            .GroupBy(article => (article.Title, article.Body))
            // Pages that have several addresses said the same before, too.
            .Where(group => group.Select(article => indexed[article.Id].Title).Distinct().Count() >= MinRepeated)
            .ToList();
        foreach (var article in repeated.SelectMany(group => group)) Reject(article);
        return repeated.Count == 0 ? articles : [.. articles.Except(repeated.SelectMany(group => group))];

        void Reject(KnowledgeArticle article)
        {
            var place = _places[article.Id];
            Changed--;
            // So that it is not asked for again at once: what is unchanged since then is still this.
            if (memory.Entries.TryGetValue(place, out var known)) _entries[place] = known;
            else _entries.Remove(place);
            _failed.Add(new(article.Id, $"{place}: {Repeated}"));
        }
    }

    /// <summary>
    /// The indexed articles that the source no longer holds. An unreadable file may be any of them, so while one cannot be identified,
    /// none counts as gone.
    /// </summary>
    public IReadOnlyList<string> FindVanished() =>
        _mayHoldMore
            ? []
            :
            [
                .. indexed
                    .Values.Where(article => article.Source == source)
                    .Select(article => article.Id)
                    .Where(id => !_places.ContainsKey(id) && !_unreadable.Contains(id)),
            ];

    private void Postpone(string place)
    {
        if (memory.Entries.TryGetValue(place, out var known) && known.Id is { } id)
        {
            _entries[place] = known;
            _unreadable.Add(id);
        }
        else
        {
            _mayHoldMore = true;
        }
    }

    private void Keep(SourceEntry entry)
    {
        var known = memory.Entries[entry.Place];
        _entries[entry.Place] = known;
        if (TryClaim(known.Id!, entry.Place)) Unchanged++;
    }

    private KnowledgeArticle? Take(string place, SourceItem.Found found)
    {
        var (article, hash) = (found.Article, ArticleHash.Of(found.Article));
        _entries[place] = new KnownEntry(found.Version, article.Id, KnownEntry.HashOf(hash));
        if (!TryClaim(article.Id, place)) return null;
        if (indexed.TryGetValue(article.Id, out var known) && known.Source == source && known.ContentHash == hash)
        {
            Unchanged++;
            return null;
        }
        Changed++;
        return article with { Source = source };
    }

    private bool TryClaim(string id, string place)
    {
        if (!_places.TryAdd(id, place))
        {
            var other = _places[id];
            _failed.Add(new(id, $"'{other}' has the same id '{id}' and is used. Give '{place}' an id of its own."));
            return false;
        }
        if (!indexed.TryGetValue(id, out var known) || !IsForeign(known)) return true;
        _failed.Add(new(id, ClashOf(known)));
        return false;
    }

    private bool IsForeign(IndexedArticle known) =>
        known.Source != source && (known.Source == KnowledgeArticle.ApiSource || others.Contains(known.Source));

    private string ClashOf(IndexedArticle known) =>
        known.Source == KnowledgeArticle.ApiSource
            ? $"An article with this id came through the articles API and wins. Delete it there, or give the one in '{source}' another id."
            : $"The source '{known.Source}' holds an article with this id. Give one of them another id.";
}
