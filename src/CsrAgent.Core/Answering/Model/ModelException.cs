namespace CsrAgent.Answering.Model;

/// <summary>
/// A model call failed. The only exception, besides cancellation, that the adapters' <see cref="Microsoft.Extensions.AI.IChatClient"/>s
/// throw.
/// </summary>
public sealed class ModelException(ModelFault fault, string message, TimeSpan? retryAfter = null, Exception? inner = null)
    : CsrAgentException(message, inner)
{
    public ModelFault Fault { get; } = fault;

    /// <summary>What went wrong as one line for a log, without anything that looks like a key.</summary>
    public string Line => FaultLine.Of(this);

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
