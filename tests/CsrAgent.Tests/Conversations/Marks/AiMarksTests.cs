using CsrAgent.Conversations;
using CsrAgent.Conversations.Marks;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;

namespace CsrAgent.Tests.Conversations.Marks;

public sealed class AiMarksTests
{
    private readonly AiMarks _marks = new(new byte[32]);

    [Fact]
    public void Of_TheAgentsMessage_CanBeVerified()
    {
        var mark = _marks.Of(Message())!;

        Assert.Equal(("turn_1", "claude-sonnet-5-5", Some.Noon), (mark.TurnId.Value, mark.Model, mark.At));
        Assert.True(_marks.Verify(mark, "Here it is."));
        Assert.Equal(mark, _marks.Of(Message()));
    }

    /// <summary>Of a version that did not keep it: it may have been any model, and no person.</summary>
    [Fact]
    public void Of_AMessageWhoseModelWasNotKept_SaysSo() =>
        Assert.Equal(AiMark.UnknownModel, _marks.Of(Message() with { Model = null })!.Model);

    [Fact]
    public void Of_AFixedText_IsNothing()
    {
        Assert.Null(_marks.Of(Message() with { Model = AiMark.FixedText }));
        Assert.Null(_marks.Of(Some.Reply(SomeTurn.Lease()) with { Model = AiMark.FixedText }));
        Assert.NotNull(_marks.Of(Some.Reply(SomeTurn.Lease())));
    }

    [Theory]
    [InlineData(MessageRole.Customer)]
    [InlineData(MessageRole.Human)]
    [InlineData(MessageRole.System)]
    public void Of_WhatAPersonWroteAndNotices_IsNothing(MessageRole role) => Assert.Null(_marks.Of(Message() with { Role = role }));

    [Fact]
    public void Verify_AnythingElse_IsFalse()
    {
        var mark = _marks.Of(Message())!;

        Assert.False(_marks.Verify(mark, "Here it is. "));
        Assert.False(_marks.Verify(mark with { Model = "gpt" }, "Here it is."));
        Assert.False(_marks.Verify(mark with { TurnId = new("turn_2") }, "Here it is."));
        Assert.False(_marks.Verify(mark with { At = mark.At.AddMilliseconds(1) }, "Here it is."));
        Assert.False(_marks.Verify(mark with { Signature = "" }, "Here it is."));
        Assert.False(new AiMarks([.. Enumerable.Repeat((byte)1, 32)]).Verify(mark, "Here it is."));
        // What moves from one part to the next is another mark.
        var moved = _marks.Of(Message() with { Model = "a", Text = "b\nc" })!;
        Assert.False(_marks.Verify(moved with { Model = "a\nb" }, "c"));
    }

    /// <summary>A store may keep less of a time than the commit had.</summary>
    [Fact]
    public void Of_ATimeWithMoreThanMilliseconds_IsTheSameOnceStored() =>
        Assert.Equal(_marks.Of(Message()), _marks.Of(Message() with { At = Some.Noon.AddTicks(4_321) }));

    private static Message Message() =>
        new()
        {
            Id = "reply_1",
            Role = MessageRole.Agent,
            Text = "Here it is.",
            At = Some.Noon,
            TurnId = new("turn_1"),
            Model = "claude-sonnet-5-5",
        };
}
