using CsrAgent.Languages;

namespace CsrAgent.Escalation;

/// <summary>
/// Tells whether the customer asks for a person, straight or by hints, in more than twenty languages. Questions about people ("what are
/// your agents' opening hours?") are not requests for one. Safe to use from many threads; microseconds per message.
/// </summary>
public sealed class HumanRequestDetector
{
    private readonly PhraseBook _book = PhraseBook.FromResource("Escalation.human-requests.txt");

    public bool WantsHuman(string text) => WantsHuman(Words.Of(text));

    internal bool WantsHuman(Words words)
    {
        var hits = _book.Find(words);
        return hits.Any(hit => hit.Label == "wants" && !hits.Any(other => other.Label == "not" && other.Overlaps(hit)));
    }
}
