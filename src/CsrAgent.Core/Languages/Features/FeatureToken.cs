namespace CsrAgent.Languages.Features;

/// <summary>One token of <see cref="FeatureText"/>.</summary>
/// <param name="Hash">The folded word's hash; tokens of a kind without words share one.</param>
/// <param name="Start">Where its folded letters begin.</param>
internal readonly record struct FeatureToken(
    ulong Hash,
    ushort Start,
    ushort Length,
    TokenKind Kind,
    bool Shouted,
    bool Stretched,
    bool Tagged
)
{
    public bool EndsSentence => Kind.EndsSentence();

    public bool EndsClause => Kind.EndsClause();
}
