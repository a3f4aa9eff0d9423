namespace CsrAgent.Knowledge;

/// <param name="Text">What the customer asks, in their words.</param>
/// <param name="Context">Earlier customer and agent messages, oldest first: they help where the question alone says little.</param>
/// <param name="Language">ISO 639-1 of the customer; articles in it are preferred, English ones still found.</param>
/// <param name="Limit">The maximum number of passages.</param>
public sealed record KnowledgeQuery(string Text, IReadOnlyList<string> Context, string Language, int Limit);
