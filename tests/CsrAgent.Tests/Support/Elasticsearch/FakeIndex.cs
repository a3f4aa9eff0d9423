using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.Elasticsearch;

/// <summary>An index: what was written, and what searches see of it since the last refresh.</summary>
internal sealed class FakeIndex(string name, JsonObject mapping)
{
    private readonly Dictionary<string, FakeDocument> _written = new(StringComparer.Ordinal);
    private long _sequence;

    public string Name => name;

    public JsonObject Mapping => mapping;

    public FakeView Visible { get; private set; } = new([], mapping);

    public void Refresh() => Visible = new([.. _written.Values.OrderBy(document => document.Sequence)], mapping);

    public FakeDocument? Get(string id) => _written.GetValueOrDefault(id);

    /// <summary>False where somebody has written it since.</summary>
    public bool Put(string id, JsonObject source, long? ifSequence)
    {
        if (ifSequence is { } expected && _written.GetValueOrDefault(id)?.Sequence != expected) return false;
        _written[id] = new FakeDocument(id, source, _sequence++, mapping);
        return true;
    }

    /// <summary>False where somebody has written it since.</summary>
    public bool Delete(FakeDocument document)
    {
        if (_written.GetValueOrDefault(document.Id) is { } now && now.Sequence == document.Sequence) return _written.Remove(document.Id);
        return false;
    }
}
