namespace CsrAgent.Adapters.Claude;

/// <summary>
/// How much work a model puts into an answer. The API's higher levels, <c>xhigh</c> and <c>max</c>, need thinking before the answer, which
/// a customer who waits in a chat does not get.
/// </summary>
public enum ClaudeEffort
{
    Low,
    Medium,
    High,
}
