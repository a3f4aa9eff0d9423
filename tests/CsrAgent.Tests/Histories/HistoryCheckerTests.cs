using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Histories;
using CsrAgent.Replies;
using CsrAgent.Tests.Replies;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Histories;

public sealed class HistoryCheckerTests
{
    private const string Back = "You are talking to the assistant again.";

    private const string Failed = "Something went wrong on our side.";

    private static readonly HistoryChecker Checker = new(
        TimeSpan.FromMinutes(5),
        new(new HashSet<string> { Back }, new HashSet<string> { Failed })
    );

    [Fact]
    public void Check_WhatShouldBe_FindsNothing() =>
        Assert.Empty(
            Check(
                [Says("a", "t1"), Says("b", "t1"), Answers("t1"), Says("c", "t2"), Answers("t2")],
                Sent("a", 0),
                Sent("b", 2),
                Sent("c", 4)
            )
        );

    [Fact]
    public void Check_AnAcceptedMessageThatIsNotThere_IsLost() => Is(FindingKind.Lost, "b", Check(Turn("a"), Sent("a", 0), Sent("b", 2)));

    [Fact]
    public void Check_AMessageThatWasNeverAcknowledged_MayBeThereOrNot()
    {
        var unknown = Sent("b", 2) with { AcceptedAt = null };

        Assert.Empty(Check(Turn("a"), Sent("a", 0), unknown));
        Assert.Empty(Check([.. Turn("a"), .. Turn("b")], Sent("a", 0), unknown));
    }

    [Fact]
    public void Check_AReplyThatItsSenderSawAndTheHistoryDoesNotShow_IsLost() =>
        Is(FindingKind.Lost, "a", Check(Turn("a"), Sent("a", 0) with { TurnId = "another", Reply = "Here it is." }));

    /// <summary>It keeps the turn in which it was given up, and its sender is told of the later one.</summary>
    [Fact]
    public void Check_ARetryThatIsAnsweredWithWhatWasWrittenSince_IsRight()
    {
        Message[] history = [Says("a", "t1"), Answers("t1", $"{Failed}\n\nA colleague will help."), Says("b", "t2"), Answers("t2")];
        var told = Sent("a", 0) with { TurnId = "t2", Reply = "Here it is." };

        Assert.Empty(Check(history, told));
        Is(FindingKind.Doubled, "a", Check(history, told with { Reply = "Another." }));
        Is(FindingKind.Lost, "a", Check(history, told with { TurnId = "t3" }));
        Is(FindingKind.Lost, "b", Check(history, Sent("b", 0) with { TurnId = "t1", Reply = "Here it is." }));
        Is(FindingKind.Lost, "a", Check([Says("a", "t1"), Answers("t1"), Says("b", "t2"), Answers("t2")], told));
    }

    [Fact]
    public void Check_AMessageThatStandsTwice_IsDoubled() =>
        Is(FindingKind.Doubled, "a", Check([.. Turn("a"), Says("a", "t2"), Answers("t2")]));

    [Fact]
    public void Check_ATurnWithTwoReplies_IsDoubled() => Is(FindingKind.Doubled, "turn of a", Check([.. Turn("a"), Answers("turn of a")]));

    [Fact]
    public void Check_AnotherReplyThanItsSenderSaw_IsDoubled() =>
        Is(FindingKind.Doubled, "a", Check(Turn("a"), Sent("a", 0) with { TurnId = "turn of a", Reply = "Something else." }));

    [Fact]
    public void Check_MessagesInAnotherOrderThanTheyWereAcknowledgedIn_AreReordered() =>
        Is(FindingKind.Reordered, "a", Check([.. Turn("b"), .. Turn("a")], Sent("a", 0), Sent("b", 2)));

    [Fact]
    public void Check_MessagesSentAtTheSameTime_MayStandInAnyOrder() =>
        Assert.Empty(Check([.. Turn("b"), .. Turn("a")], Sent("a", 0), Sent("b", 0)));

    [Fact]
    public void Check_AReplyBeforeItsMessage_IsReordered() => Is(FindingKind.Reordered, "t1", Check([Answers("t1"), Says("a", "t1")]));

    [Fact]
    public void Check_AMessageOfAnotherTurnInBetween_IsReordered() =>
        Assert.Contains(Check([Says("a", "t1"), Says("b", "t2"), Answers("t1"), Answers("t2")]), f => f.Kind == FindingKind.Reordered);

    [Fact]
    public void Check_ATurnWithoutAReply_IsSilent() => Is(FindingKind.Silent, "t1", Check([Says("a", "t1")]));

    [Fact]
    public void Check_ATurnWithoutAReplyBehindAHandoff_IsWithPeople()
    {
        var history = History([Says("a", "t1"), Answers("t1", "A colleague takes over."), Says("b", "t2")]);

        Assert.Empty(Checker.Check(history with { HandoffNotices = ["A colleague takes over."] }, []));
        Is(FindingKind.Silent, "t2", Checker.Check(history, []));
    }

    [Theory]
    [InlineData(MessageRole.System)]
    [InlineData(MessageRole.Agent)]
    public void Check_ATurnWithoutAReplyAfterTheAgentGotItBack_IsSilent(MessageRole role)
    {
        var person = Answers("t1", "Hello, this is Anna.") with { Role = MessageRole.Human, TurnId = null };
        var back = person with { Role = role, Text = Back };
        Message[] talk = [Says("a", "t1"), Answers("t1", "A colleague takes over."), person, Says("b", "t2")];

        var history = History([.. talk, back, Says("c", "t3"), person, Says("d", "t4")]);

        Is(FindingKind.Silent, "t3", Checker.Check(history with { HandoffNotices = ["A colleague takes over."] }, []));
    }

    [Fact]
    public void Texts_OfEveryLanguage_AreKnown()
    {
        foreach (var language in ReplyTextsTests.Languages)
        {
            var texts = ReplyTexts.For(language.Data);
            var endings = HandoffMessages.InHistories.HandoffEndings;
            Assert.All([texts.AgentIsBack, texts.Withdrawn, texts.Resolved], ending => Assert.Contains(ending, endings));
            Assert.Contains(texts.TurnFailed, HandoffMessages.InHistories.Failures);
        }
    }

    [Fact]
    public void Check_AMessageThatWaitsTooLong_IsSilent()
    {
        var waiting = Says("a", null) with { At = Some.Noon - TimeSpan.FromMinutes(6) };

        Is(FindingKind.Silent, "a", Check([waiting]));
        Assert.Empty(Check([waiting with { At = Some.Noon }]));
    }

    [Fact]
    public void Check_AnErasedMessageThatIsThere_IsResurrected()
    {
        Is(FindingKind.Resurrected, "a", Check(Turn("a"), Sent("a", 0) with { IsErased = true }));
        Assert.Empty(Check([], Sent("a", 0) with { IsErased = true }));
    }

    private static void Is(FindingKind kind, string subject, IReadOnlyList<Finding> findings)
    {
        var finding = Assert.Single(findings);
        Assert.Equal((kind, "s1", subject), (finding.Kind, finding.SessionId, finding.Subject));
    }

    private static IReadOnlyList<Finding> Check(IReadOnlyList<Message> messages, params ClientMessage[] sent) =>
        Checker.Check(History(messages), sent);

    private static ConversationHistory History(IReadOnlyList<Message> messages) =>
        new()
        {
            SessionId = "s1",
            Messages = messages,
            ReadAt = Some.Noon,
        };

    private static ClientMessage Sent(string key, int second) =>
        new()
        {
            SessionId = "s1",
            MessageId = key,
            SentAt = Some.Noon + TimeSpan.FromSeconds(second),
            AcceptedAt = Some.Noon + TimeSpan.FromSeconds(second + 1),
        };

    private static Message[] Turn(string key) => [Says(key, "turn of " + key), Answers("turn of " + key)];

    private static Message Says(string key, string? turn) =>
        new()
        {
            Id = "msg of " + key,
            MessageKey = key,
            Role = MessageRole.Customer,
            Text = "Where is my order?",
            At = Some.Noon,
            TurnId = turn is null ? null : new TurnId(turn),
        };

    private static Message Answers(string turn, string text = "Here it is.") =>
        new()
        {
            Id = "reply of " + turn,
            Role = MessageRole.Agent,
            Text = text,
            At = Some.Noon,
            TurnId = new TurnId(turn),
        };
}
