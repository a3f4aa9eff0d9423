namespace CsrAgent.Knowledge;

/// <summary>Checks whether the knowledge base can be searched. Safe to call from many threads.</summary>
public interface IKnowledgeProbe
{
    /// <summary>
    /// Throws if searches cannot be answered. Cheap for any number of articles: readiness checks call it every few seconds.
    /// </summary>
    Task ProbeAsync(CancellationToken cancellationToken);
}
