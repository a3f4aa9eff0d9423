namespace CsrAgent.Tests.Support.Qdrant;

/// <summary>How a <see cref="FakeQdrant"/> behaves.</summary>
internal enum FakeQdrantMode
{
    Well,

    /// <summary>Refuses as one that starts or stops.</summary>
    Unavailable,

    /// <summary>Never answers.</summary>
    Hangs,

    /// <summary>Has no room for anything.</summary>
    Full,

    /// <summary>Answers bytes that are no message.</summary>
    Garbage,

    /// <summary>Answers a web page, as another program on its port does.</summary>
    WebPage,
}
