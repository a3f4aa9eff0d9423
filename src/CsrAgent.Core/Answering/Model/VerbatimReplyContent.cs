using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Model;

/// <summary>
/// A whole reply that calls tools, as its provider wrote it, beside its contents. A provider that checks what comes back with the tools'
/// results adds one, and sends it in place of them.
/// </summary>
public abstract class VerbatimReplyContent : AIContent;
