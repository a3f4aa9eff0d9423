namespace CsrAgent.Adapters.Elasticsearch;

/// <summary>A request to Elasticsearch failed. Its name is what the health check shows.</summary>
internal sealed class ElasticsearchException(ElasticsearchFault fault, string message, Exception? inner = null)
    : CsrAgentException(message, inner)
{
    public ElasticsearchFault Fault { get; } = fault;
}
