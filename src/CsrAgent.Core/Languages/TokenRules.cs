using CsrAgent.Languages.Patterns;

namespace CsrAgent.Languages;

/// <summary>
/// What counts as one token. The readers differ on purpose; each difference that <see cref="Tokenizer"/> knows is named here, with its
/// reason at the rules that use it.
/// </summary>
internal readonly record struct TokenRules
{
    /// <summary>
    /// For the trained models, whose weights belong to exactly these tokens: a change here means training them anew.
    /// </summary>
    public static readonly TokenRules Features = new()
    {
        Apostrophes = ApostropheRule.JoinLetters,
        Emoticons = EmoticonRule.All,
        SplitsScripts = true,
        JoinsDecimals = true,
        ReadsTags = true,
    };

    /// <summary>
    /// For <see cref="TextPatterns"/>, where a row of marks is one edge of a sentence. Only the plainest faces are emoticons, since in
    /// "pin:3456" the ":3" is none and the number must be seen whole.
    /// </summary>
    public static readonly TokenRules Patterns = new()
    {
        Apostrophes = ApostropheRule.JoinContractions,
        Emoticons = EmoticonRule.Plain,
        SplitsScripts = true,
        JoinsMarks = true,
    };

    /// <summary>For phrases as they are spoken, matched against word lists: "that's", "t-shirt".</summary>
    public static readonly TokenRules Wording = new() { Apostrophes = ApostropheRule.JoinLetters, JoinsHyphens = true };

    /// <summary>For words that are stemmed and compared: both halves of "check-in" count.</summary>
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

    /// <summary>A row of marks that end a sentence is one token, with the blanks in it; a dot inside "example.com" is none.</summary>
    public bool JoinsMarks { get; private init; }
}
