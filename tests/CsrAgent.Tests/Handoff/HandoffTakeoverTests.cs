using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Privacy;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;

namespace CsrAgent.Tests.Handoff;

/// <summary>A person who writes where the customer writes: nothing is sent, since the customer has read it there.</summary>
public sealed class HandoffTakeoverTests : IAsyncDisposable
{
    private readonly TurnRig _rig = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HandoffTakeover Takeover => _rig.Get<HandoffTakeover>();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Take_ConversationOfTheAgent_IsThePersonsAndNobodyIsNotifiedAgain()
    {
        await _rig.AskAsync(Some.Message());

        Assert.True(await Takeover.TakeAsync(new("s1"), "Anna", "I have found it.", "7/1", Token));
        await _rig.AskAsync(Some.Message("Thank you. Where was it?"));

        var page = await _rig.ReadAsync();
        Assert.Equal((ConversationStatus.Human, "Anna"), (page.Conversation.Status, page.Conversation.Escalation!.Agent));
        Assert.Null(page.Conversation.Escalation.DueAt);
        Assert.DoesNotContain(page.Messages, message => message.Role == MessageRole.System);
        Assert.Single(page.Messages, message => message.Role == MessageRole.Agent);
        Assert.Equal("I have found it.", Assert.Single(page.Messages, message => message.Role == MessageRole.Human).Text);
    }

    [Fact]
    public async Task Take_SameMessageAgain_ChangesNothing()
    {
        await _rig.AskAsync(Some.Message());
        await Takeover.TakeAsync(new("s1"), "Anna", "Hello.", "7/1", Token);
        await Takeover.ReturnAsync(new("s1"), Token);

        Assert.False(await Takeover.TakeAsync(new("s1"), "Anna", "Hello.", "7/1", Token));

        Assert.Equal(ConversationStatus.Bot, (await _rig.ReadAsync()).Conversation.Status);
    }

    [Fact]
    public async Task Take_HandOffOfAnother_GoesToWhoeverWrites()
    {
        await _rig.AskAsync(Some.Message("I want to talk to a human"));
        var id = (await _rig.ReadAsync()).Conversation.Escalation!.Id;
        await _rig.Get<HandoffWorkflow>().ClaimAsync(id, "Ben", Token);

        Assert.True(await Takeover.TakeAsync(new("s1"), "Anna", "I go on.", "7/2", Token));

        var ticket = (await _rig.ReadAsync()).Conversation.Escalation!;
        Assert.Equal((id, "Anna", EscalationState.Claimed), (ticket.Id, ticket.Agent, ticket.State));
    }

    [Fact]
    public async Task Take_UnknownConversation_IsNothing() =>
        Assert.False(await Takeover.TakeAsync(new("s9"), "Anna", "Hello.", "7/1", Token));

    [Fact]
    public async Task Return_SilentlyAndWithANewContext_TheAgentAnswersAgain()
    {
        await _rig.AskAsync(Some.Message());
        await Takeover.TakeAsync(new("s1"), "Anna", "Done.", "7/1", Token);
        var messages = (await _rig.ReadAsync()).Messages.Count;

        Assert.True(await Takeover.ReturnAsync(new("s1"), Token));
        Assert.False(await Takeover.ReturnAsync(new("s1"), Token));

        var page = await _rig.ReadAsync();
        Assert.Equal((messages, ConversationStatus.Bot), (page.Messages.Count, page.Conversation.Status));
        Assert.Equal(page.Messages[^1].Sequence, page.Conversation.ContextStart);
    }

    [Fact]
    public async Task Steps_EachOne_IsInTheAuditLogUnderItsPerson()
    {
        await _rig.AskAsync(Some.Message());
        await Takeover.TakeAsync(new("s1"), "Anna", "Done.", "7/1", Token);
        await Takeover.ReturnAsync(new("s1"), Token);

        var entries = await _rig.Get<IAuditLog>().ReadAsync(null, 10, Token);
        Assert.Equal(
            [("Anna", "escalation.return"), ("Anna", "escalation.takeover")],
            entries.Select(entry => (entry.Actor, entry.Action))
        );
    }
}
