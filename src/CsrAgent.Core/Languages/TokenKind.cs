namespace CsrAgent.Languages;

/// <summary>The trained models hash these numbers: never change one, and add new kinds at the end.</summary>
internal enum TokenKind : byte
{
    /// <summary>Letters and digits.</summary>
    Word,

    /// <summary>A word of digits; the tokenizer itself reports it as a word.</summary>
    Number,

    /// <summary>@name; the name itself is ignored.</summary>
    Mention,
    Link,

    /// <summary>Emoji and emoticons.</summary>
    Symbol,
    Bang,
    Question,

    /// <summary>A run of exclamation and question marks.</summary>
    BangQuestion,
    Ellipsis,
    Stop,
    Comma,
    Quote,

    /// <summary>Everything else: brackets, dashes, blanks other than a space.</summary>
    Other,
}
