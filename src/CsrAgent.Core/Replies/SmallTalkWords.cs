namespace CsrAgent.Replies;

/// <summary>One language's entry in <c>SmallTalk.json</c>; all lower-case, without punctuation.</summary>
internal sealed record SmallTalkWords
{
    public required IReadOnlyList<string> Greetings { get; init; }
    public required IReadOnlyList<string> Thanks { get; init; }
    public required IReadOnlyList<string> Byes { get; init; }
    public required IReadOnlyList<string> Acknowledgements { get; init; }

    /// <summary>Asks who or what answers.</summary>
    public IReadOnlyList<string> Identity { get; init; } = [];

    /// <summary>Asks for help without saying with what.</summary>
    public IReadOnlyList<string> Help { get; init; } = [];

    /// <summary>Says that the last answer was not about the question.</summary>
    public IReadOnlyList<string> Misunderstood { get; init; } = [];

    /// <summary>Words that may accompany these phrases without adding a question.</summary>
    public required IReadOnlyList<string> Fillers { get; init; }

    public IEnumerable<(string Text, SmallTalkKind Kind)> Entries() =>
        Greetings
            .Select(text => (text, SmallTalkKind.Greeting))
            .Concat(Thanks.Select(text => (text, SmallTalkKind.Thanks)))
            .Concat(Byes.Select(text => (text, SmallTalkKind.Goodbye)))
            .Concat(Acknowledgements.Select(text => (text, SmallTalkKind.Acknowledgement)))
            .Concat(Help.Select(text => (text, SmallTalkKind.Help)))
            .Concat(Identity.Select(text => (text, SmallTalkKind.Identity)))
            .Concat(Misunderstood.Select(text => (text, SmallTalkKind.Misunderstood)));
}
