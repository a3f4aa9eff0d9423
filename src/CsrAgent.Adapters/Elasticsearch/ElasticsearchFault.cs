namespace CsrAgent.Adapters.Elasticsearch;

/// <summary>What went wrong, as far as it decides what to do next.</summary>
internal enum ElasticsearchFault
{
    /// <summary>It refuses what was sent, or answers nonsense: the same request would fail again.</summary>
    Refused,

    /// <summary>It did not answer, or not in time.</summary>
    Away,

    /// <summary>It has too much to do (429).</summary>
    Busy,

    /// <summary>An index or a document is not there.</summary>
    Missing,

    /// <summary>Somebody else has changed it meanwhile.</summary>
    Conflict,
}
