namespace CsrAgent.Languages;

internal enum WordKind : byte
{
    Word,

    /// <summary>Emoji or emoticon.</summary>
    Symbol,

    /// <summary>The end of a sentence.</summary>
    Mark,
}
