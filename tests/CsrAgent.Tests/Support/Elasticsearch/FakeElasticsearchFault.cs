namespace CsrAgent.Tests.Support.Elasticsearch;

/// <summary>How a request goes wrong.</summary>
public enum FakeElasticsearchFault
{
    /// <summary>The connection is cut.</summary>
    Away,

    /// <summary>No answer for half a minute.</summary>
    Slow,

    /// <summary>429.</summary>
    Busy,

    /// <summary>429 for every second document of a bulk.</summary>
    HalfBusy,

    /// <summary>200, and something that is no JSON.</summary>
    Garbage,

    /// <summary>200, and JSON that has nothing to do with the question.</summary>
    Nonsense,

    /// <summary>Half of the hits, and a shard that failed.</summary>
    Partial,

    /// <summary>503, as from a proxy.</summary>
    Unavailable,

    /// <summary>404, as where the index was deleted a moment ago.</summary>
    Gone,
}
