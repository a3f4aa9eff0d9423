using System.Runtime.CompilerServices;
using CsrAgent.Knowledge;
using CsrAgent.Safety;

namespace CsrAgent.Answering.Checks;

/// <summary>
/// What has been read of a passage. A passage of the index lives as long as the index and is found again and again, so each reading is made
/// once, when it is first needed. Safe to share.
/// </summary>
internal sealed class KnownPassage
{
    private static readonly ConditionalWeakTable<Passage, KnownPassage> Known = [];

    private readonly Passage _passage;
    private readonly string _title;
    private readonly string? _url;
    private readonly string _language;

    private KnownPassage(PassageHit hit)
    {
        (_passage, _title, _url, _language) = (hit.Passage, hit.Title, hit.Url, hit.Language);
        Source = new(string.Join('\n', hit.Title, hit.Url, hit.Passage.Heading, hit.Passage.Text), hit.Language) { IsPassage = true };
    }

    /// <summary>With its title, link and heading.</summary>
    public SourceText Source { get; }

    /// <summary>Of its title, heading and text.</summary>
    public HashSet<ulong> WordHashes => field ??= Answering.WordHashes.Of($"{_title}\n{_passage.Heading}\n{_passage.Text}");

    /// <summary>Its sentences and rows that have numbers.</summary>
    public FactUnit[] Units => field ??= FactUnit.AllOf(_title, _passage, _language);

    /// <summary>Places that it leaves out.</summary>
    public List<LeftOutPlace> LeftOut => field ??= PlaceLimits.LeftOutBy(_title, _passage.Text);

    /// <summary>Its text without white space, as a model reads it.</summary>
    public string BareText => field ??= CitationCheck.Bare(PromptFence.Neutralise(_passage.Text));

    /// <summary>As data for a model that takes no search results.</summary>
    public string Fenced =>
        field ??= PromptFence.Wrap("passage", PassageText.Of(_passage), PromptFence.Attribute("title", _title));

    public static KnownPassage Of(PassageHit hit)
    {
        if (!Known.TryGetValue(hit.Passage, out var known)) known = Add(hit);
        // The title and the link are the article's, and may change while the passage stays.
        return known._title == hit.Title && known._url == hit.Url ? known : new(hit);
    }

    // Apart, since its closure costs an allocation.
    private static KnownPassage Add(PassageHit hit) => Known.GetValue(hit.Passage, _ => new(hit));
}
