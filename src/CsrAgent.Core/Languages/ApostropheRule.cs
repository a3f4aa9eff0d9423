namespace CsrAgent.Languages;

/// <summary>Whether a word continues after an apostrophe.</summary>
internal enum ApostropheRule : byte
{
    /// <summary>Never: "l'article" holds the word "article".</summary>
    Break,

    /// <summary>Before a letter: "don't" and "l'agent" are one word each.</summary>
    JoinLetters,

    /// <summary>In English contractions only: "don't" is one word, "l'agent" two.</summary>
    JoinContractions,
}
