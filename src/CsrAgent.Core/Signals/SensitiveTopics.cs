using CsrAgent.Languages;
using CsrAgent.Languages.Patterns;
using Microsoft.Extensions.Options;

namespace CsrAgent.Signals;

/// <summary>
/// Finds sensitive topics: the built-in ones in many languages, and the company's own from <see cref="SensitiveTopicOptions.Topics"/>. If
/// there are several, the most urgent one counts. Safe to use from many threads.
/// </summary>
public sealed class SensitiveTopics
{
    public const string LegalThreat = "legal_threat";
    public const string SelfHarm = "self_harm";
    public const string Safety = "safety";
    public const string Fraud = "fraud";
    public const string Discrimination = "discrimination";
    public const string Press = "press";
    public const string ContractCancellation = "contract_cancellation";

    private const string Exception = "not";
    private readonly TextPatterns _book;
    private readonly Dictionary<string, SensitiveTopic> _topics;

    public SensitiveTopics(IOptions<SensitiveTopicOptions> options)
    {
        _topics = options.Value.Topics;
        _book = TextPatterns.FromResource("Signals.sensitive-topics.txt", Own(_topics));
    }

    /// <summary>The topic's name, or null.</summary>
    public string? Find(string text) => Find(Words.Of(text));

    internal string? Find(Words words)
    {
        var hits = _book.Find(words);
        var found = hits.Where(hit => IsWatched(hit) && !hits.Any(other => other.Label == Exception && other.Overlaps(hit)));
        return found
            .Select(hit => hit.Label)
            .OrderByDescending(topic => _topics[topic].Priority)
            .ThenBy(topic => topic, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private bool IsWatched(PatternMatch hit) => _topics.TryGetValue(hit.Label, out var topic) && topic.Enabled;

    private static IEnumerable<(string, string)> Own(Dictionary<string, SensitiveTopic> topics) =>
        from topic in topics
        from language in topic.Value.Keywords
        from phrase in language.Value
        select (topic.Key, phrase);
}
