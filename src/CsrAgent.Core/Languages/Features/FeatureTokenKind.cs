namespace CsrAgent.Languages.Features;

internal enum FeatureTokenKind : byte
{
    Word,
    Number,

    /// <summary>@name: whose name it is says nothing.</summary>
    Mention,
    Link,

    /// <summary>Emoji and emoticons.</summary>
    Symbol,
    Bang,
    Question,

    /// <summary>A row of exclamation and question marks.</summary>
    BangQuestion,
    Ellipsis,
    Stop,
    Comma,
    Quote,
}
