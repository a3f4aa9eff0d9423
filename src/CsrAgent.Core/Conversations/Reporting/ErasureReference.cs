namespace CsrAgent.Conversations.Reporting;

/// <summary>The erasure on whose receipt removed conversations and questions are counted, in the step that removes them.</summary>
/// <param name="Subject">The customer's keyed hash.</param>
/// <param name="Receipt">The receipt's id.</param>
public sealed record ErasureReference(string Subject, string Receipt);
