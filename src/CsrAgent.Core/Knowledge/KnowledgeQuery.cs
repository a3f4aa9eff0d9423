using CsrAgent.Knowledge.Vectors;

namespace CsrAgent.Knowledge;

/// <param name="Text">The customer's question, in their words.</param>
/// <param name="Context">Earlier customer and agent messages, oldest first: they help if the question alone says little.</param>
/// <param name="Language">The customer's language (ISO 639-1); articles in it are preferred, English ones are still found.</param>
/// <param name="Limit">The maximum number of passages.</param>
public sealed record KnowledgeQuery(string Text, IReadOnlyList<string> Context, string Language, int Limit)
{
    /// <summary>What was said before, oldest first, in which may be named what the question is about.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];

    /// <summary>A question in another language, roughly in English; null where it is English or hardly any of it is known.</summary>
    public string? InEnglish { get; init; }

    /// <summary>What the question means; null: search goes by its words alone.</summary>
    public QuestionVectors? Vectors { get; init; }
}
