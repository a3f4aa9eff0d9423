using CsrAgent.Languages.Patterns;

namespace CsrAgent.Languages;

/// <summary>
/// What counts as one token. Readers differ on purpose; each difference is an option here, with its reason at the rules that use it.
/// </summary>
internal readonly record struct TokenRules
{
    /// <summary>For the trained models, whose weights belong to exactly these tokens: after a change, they must be retrained.</summary>
    public static readonly TokenRules Features = new()
    {
        Apostrophes = ApostropheRule.JoinLetters,
        Emoticons = EmoticonRule.All,
        SplitsScripts = true,
        JoinsDecimals = true,
        ReadsTags = true,
    };

    /// <summary>
    /// For <see cref="TextPatterns"/>, where a run of marks is one sentence boundary. Only the plainest faces are emoticons: the ":3" in
    /// "pin:3456" is not one, and the number must stay whole.
    /// </summary>
    public static readonly TokenRules Patterns = new()
    {
        Apostrophes = ApostropheRule.JoinContractions,
        Emoticons = EmoticonRule.Plain,
        SplitsScripts = true,
        JoinsMarks = true,
    };

    /// <summary>For spoken phrases, matched against word lists: "that's", "t-shirt".</summary>
    public static readonly TokenRules Wording = new() { Apostrophes = ApostropheRule.JoinLetters, JoinsHyphens = true };

    /// <summary>Likewise in all scripts, also those without spaces.</summary>
    public static readonly TokenRules Phrases = Wording with { SplitsScripts = true };

    /// <summary>For words to be stemmed and compared: both halves of "check-in" count.</summary>
    public static readonly TokenRules Stems = new() { Apostrophes = ApostropheRule.JoinLetters };

    /// <summary>For words that an answer shares with a passage: elision must not hide "article" in "l'article".</summary>
    public static readonly TokenRules Bare = new() { Apostrophes = ApostropheRule.Break };

    public ApostropheRule Apostrophes { get; private init; }

    public EmoticonRule Emoticons { get; private init; }

    /// <summary>Whether each character of a script without spaces is a token (<see cref="Folding.StandsAlone"/>).</summary>
    public bool SplitsScripts { get; private init; }

    /// <summary>"t-shirt" is one word.</summary>
    public bool JoinsHyphens { get; private init; }

    /// <summary>"3.50" and "10:15" are one word.</summary>
    public bool JoinsDecimals { get; private init; }

    /// <summary>Links and @names are one token each, and a #tag is a word.</summary>
    public bool ReadsTags { get; private init; }

    /// <summary>A run of marks that end a sentence is one token, including the blanks in it; the dot in "example.com" is not one.</summary>
    public bool JoinsMarks { get; private init; }
}
