using CsrAgent.Conversations;

namespace CsrAgent.Answering.Cache;

/// <summary>
/// The answers that were given last, up to a number. Safe to use from many threads. An answer is kept when its question comes from a second
/// conversation: one that names its customer hardly does, and questions that nobody asks again take no room from others.
/// </summary>
internal sealed class AnswerCache(int max)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, LinkedListNode<Entry>> _entries = [];

    /// <summary>The one that was used last comes first.</summary>
    private readonly LinkedList<Entry> _used = new();

    /// <summary>Null if there is none, or one from other passages, which is dropped: an article has changed since.</summary>
    public Answer? Find(AnswerKey key)
    {
        var answer = Find(key, out var outcome);
        AnswerCacheMetrics.Count(outcome);
        return answer;
    }

    /// <param name="from">The conversation that asked.</param>
    public void Keep(AnswerKey key, ConversationId from, Answer answer)
    {
        lock (_lock)
        {
            var isSecond = false;
            if (_entries.Remove(key.Question, out var before))
            {
                isSecond = before.Value.Key == key && before.Value.From != from;
                _used.Remove(before);
            }
            _entries[key.Question] = _used.AddFirst(new Entry(key, from, isSecond ? answer : null));
            if (_entries.Count <= max) return;
            _entries.Remove(_used.Last!.Value.Key.Question);
            _used.RemoveLast();
        }
    }

    private Answer? Find(AnswerKey key, out string outcome)
    {
        lock (_lock)
        {
            outcome = "miss";
            if (!_entries.TryGetValue(key.Question, out var node)) return null;
            _used.Remove(node);
            if (node.Value.Key != key)
            {
                outcome = "stale";
                _entries.Remove(key.Question);
                return null;
            }
            _used.AddFirst(node);
            if (node.Value.Answer is not null) outcome = "hit";
            return node.Value.Answer;
        }
    }

    /// <param name="Answer">Null while one conversation alone has asked.</param>
    private sealed record Entry(AnswerKey Key, ConversationId From, Answer? Answer);
}
