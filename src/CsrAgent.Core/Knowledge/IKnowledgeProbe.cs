namespace CsrAgent.Knowledge;

/// <summary>Tells whether the knowledge base can be searched. Safe to call from many threads.</summary>
public interface IKnowledgeProbe
{
    /// <summary>
    /// Returns when searches can be answered, and throws when not. Cheap whatever the number of articles: readiness checks call it every
    /// few seconds.
    /// </summary>
    Task ProbeAsync(CancellationToken cancellationToken);
}
