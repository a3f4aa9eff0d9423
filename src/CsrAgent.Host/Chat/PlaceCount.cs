using System.Collections.Concurrent;

namespace CsrAgent.Host.Chat;

/// <summary>How many places each key holds, of a number that none may exceed. A key without places takes no memory.</summary>
internal sealed class PlaceCount<TKey>(int max)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, int> _taken = new();

    public bool TryTake(TKey key)
    {
        if (_taken.AddOrUpdate(key, 1, (_, taken) => taken + 1) <= max) return true;
        GiveBack(key);
        return false;
    }

    public void GiveBack(TKey key)
    {
        while (_taken.TryGetValue(key, out var taken))
        {
            if (taken == 1 ? _taken.TryRemove(new(key, taken)) : _taken.TryUpdate(key, taken - 1, taken)) return;
        }
    }
}
