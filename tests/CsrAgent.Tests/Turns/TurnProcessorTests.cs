using CsrAgent.Answering;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Marks;
using CsrAgent.Signals;
using CsrAgent.Tests.Answering;
using CsrAgent.Turns;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Turns;

/// <summary>Who answers, what is said, and what changes: without any store.</summary>
public sealed class TurnProcessorTests : IAsyncDisposable
{
    private readonly TurnRig _rig = new(new FakeTurnQueue());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Theory]
    [InlineData(ConversationStatus.WaitingForHuman)]
    [InlineData(ConversationStatus.Human)]
    public async Task Process_WhileAPersonOwnsIt_StaysSilent(ConversationStatus status)
    {
        var lease = SomeTurn.Lease(
            SomeTurn.Conversation(status: status, channel: "push"),
            SomeTurn.Pending(1, "I want to talk to a human!")
        );

        var commit = await ProcessAsync(lease);

        Assert.Empty(_rig.Answerer.Requests);
        Assert.Equal(("", status, "esc_1"), (commit.Reply.Text, commit.Reply.Status, commit.Reply.Escalation!.Id));
        Assert.Null(commit.Escalation);
        Assert.Empty(commit.Deliveries);
        Assert.Equal(1, commit.UpToPosition);
    }

    [Fact]
    public async Task Process_AskedForAPerson_HandsOverAndTellsOnce()
    {
        var commit = await ProcessAsync(SomeTurn.Lease("I want to talk to a human"));

        Assert.Empty(_rig.Answerer.Requests);
        Assert.Equal(EscalationReason.CustomerRequest, commit.Escalation!.Reason);
        Assert.Equal(ConversationStatus.WaitingForHuman, commit.Reply.Status);
        Assert.Equal(1, Count(commit.Reply.Text, "will take over here"));
        Assert.True(commit.Reply.ShouldEscalate);
    }

    [Theory]
    [InlineData("Where is my order?", "Here it is.")]
    [InlineData("I want to talk to a human", "Would you like to talk to a colleague")]
    public async Task Process_AfterTheEnd_AnswersAndOpensNothing(string words, string answer)
    {
        var commit = await ProcessAsync(
            SomeTurn.Lease(SomeTurn.Conversation(status: ConversationStatus.Ended), SomeTurn.Pending(1, words))
        );

        Assert.Equal((ConversationStatus.Ended, null), (commit.Reply.Status, commit.Escalation));
        Assert.Contains(answer, commit.Reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_TheOfferIsAccepted_HandsOver()
    {
        var commit = await ProcessAsync(Offered("yes please"));

        Assert.Equal(EscalationReason.CustomerRequest, commit.Escalation!.Reason);
        Assert.Empty(_rig.Answerer.Requests);
    }

    [Fact]
    public async Task Process_TheOfferIsDeclined_TheAgentGoesOn()
    {
        var commit = await ProcessAsync(Offered("no thanks, how do I reset my password?"));

        Assert.Null(commit.Escalation);
        Assert.Equal("Here it is.", commit.Reply.Text);
        Assert.False(commit.State.PersonOffered);
    }

    [Fact]
    public async Task Process_TwoAnswersThatDoNotAnswer_OfferAPersonOnce()
    {
        _rig.Answerer.Says(new Answer { Text = "I'm not sure.", Unanswered = true });
        var lease = SomeTurn.Lease("How do I fold the moon?");
        lease = lease with { Conversation = lease.Conversation with { State = new() { LowConfidenceRun = 1 } } };

        var commit = await ProcessAsync(lease);

        Assert.Equal(1, Count(commit.Reply.Text, "Would you like to talk to a colleague"));
        Assert.True(commit.State.PersonOffered);
        Assert.Equal((2, null), (commit.State.LowConfidenceRun, commit.Escalation));
    }

    [Fact]
    public async Task Process_AnAnswerThatOffersAlready_IsNotGivenASecondOffer()
    {
        const string Words = "I don't know. Shall I ask a colleague?";
        _rig.Answerer.Says(
            new Answer
            {
                Text = Words,
                Unanswered = true,
                OffersPerson = true,
            }
        );
        var lease = SomeTurn.Lease("How do I fold the moon?");
        lease = lease with { Conversation = lease.Conversation with { State = new() { LowConfidenceRun = 3 } } };

        Assert.Equal(Words, (await ProcessAsync(lease)).Reply.Text);
    }

    [Fact]
    public async Task Process_TheModelWantsAPerson_ItsWordsComeFirstAndItsSummaryReachesThePerson()
    {
        _rig.Answerer.Says(
            ScriptedAnswerer.Answer("This needs a specialist.") with
            {
                Handoff = new(EscalationReason.ModelRequest, "Wants a bulk discount."),
            }
        );

        var commit = await ProcessAsync(SomeTurn.Lease("Can I get a price for 500 lamps?"));

        Assert.StartsWith("This needs a specialist.", commit.Reply.Text, StringComparison.Ordinal);
        Assert.Equal(EscalationReason.ModelRequest, commit.Escalation!.Reason);
        Assert.Contains("Wants a bulk discount.", commit.Escalation.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_TheIndexFails_AnswersWithoutPassages()
    {
        _rig.Knowledge.Error = new IOException("the index is broken");

        var commit = await ProcessAsync(SomeTurn.Lease());

        Assert.Equal("Here it is.", commit.Reply.Text);
        Assert.Empty(Assert.Single(_rig.Answerer.Requests).Passages);
    }

    [Fact]
    public async Task Process_Passages_ReachTheAnswerer()
    {
        _rig.Knowledge.Holds("password", SomeRequest.Reset);

        await ProcessAsync(SomeTurn.Lease("I forgot my password"));

        Assert.Equal("kb-001", Assert.Single(Assert.Single(_rig.Answerer.Requests).Passages).ArticleId);
    }

    [Theory]
    [InlineData("push", 1)]
    [InlineData("web", 0)]
    public async Task Process_AnAnswer_IsDeliveredOnlyToChannelsThatHaveToBeCalled(string channel, int deliveries)
    {
        var lease = SomeTurn.Lease(SomeTurn.Conversation(channel: channel), SomeTurn.Pending(1, "Where is my order?"));

        var first = await ProcessAsync(lease);
        var again = await ProcessAsync(lease);

        Assert.Equal(deliveries, first.Deliveries.Count);
        Assert.All(first.Deliveries, d => Assert.Equal(("s1/turn_1/0", first.Reply.Text), (d.Id, d.Text)));
        Assert.EndsWith("Here it is.", first.Reply.Text, StringComparison.Ordinal);
        Assert.Equal(first.Deliveries.Select(d => d.Id), again.Deliveries.Select(d => d.Id));
    }

    [Theory]
    [InlineData("Where is my order?", "Here it is.")]
    [InlineData("I want to talk to a human", "will take over here")]
    public async Task Process_FirstWordsOnAChannelThatHasToBeCalled_SayThatAnAiAnswers(string words, string reply)
    {
        var conversation = SomeTurn.Conversation(channel: "push");

        var first = await ProcessAsync(SomeTurn.Lease(conversation, SomeTurn.Pending(1, words)));
        var second = await ProcessAsync(SomeTurn.Lease(conversation with { State = first.State }, SomeTurn.Pending(2, words)));

        Assert.StartsWith("You are talking with an AI assistant.", Assert.Single(first.Deliveries).Text, StringComparison.Ordinal);
        Assert.Contains(reply, first.Reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("AI assistant", Assert.Single(second.Deliveries).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_AskedWhetherAPersonAnswers_SaysTheTruthWhateverTheAnswererSays()
    {
        _rig.Answerer.Says(ScriptedAnswerer.Answer("Your order is on its way."));

        var commit = await ProcessAsync(SomeTurn.Lease("Where is my order? Are you human?"));

        Assert.StartsWith("I'm a virtual assistant, not a person.", commit.Reply.Text, StringComparison.Ordinal);
        Assert.EndsWith("Your order is on its way.", commit.Reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_ABurst_GivesEachMessageItsMoodAndTheAnswererAllOfThem()
    {
        var commit = await ProcessAsync(
            SomeTurn.Lease(
                SomeTurn.Conversation(),
                SomeTurn.Pending(1, "This is terrible, I am so angry"),
                SomeTurn.Pending(2, "Where is my order?")
            )
        );

        Assert.Equal(["msg_1", "msg_2"], commit.Moods.Keys.Order());
        Assert.NotEqual(commit.Moods["msg_1"], commit.Moods["msg_2"]);
        Assert.Equal(2, Assert.Single(_rig.Answerer.Requests).Messages.Count);
        Assert.Equal(2, commit.UpToPosition);
    }

    private static TurnLease Offered(string text)
    {
        var lease = SomeTurn.Lease(text);
        return lease with
        {
            Conversation = lease.Conversation with
            {
                State = new() { PersonOffered = true, Language = "en" },
            },
        };
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [Theory]
    [InlineData(ConversationStatus.Bot, "could not answer your message")]
    [InlineData(ConversationStatus.Human, "")]
    public async Task GiveUp_MessagesThatCannotBeRead_StillEndsTheTurn(ConversationStatus status, string reply)
    {
        await using var rig = new TurnRig(new FakeTurnQueue(), more: services => services.AddSingleton(BrokenReader()));
        var lease = SomeTurn.Lease(SomeTurn.Conversation(status: status), SomeTurn.Pending(1, "Where is my order?"));
        var processor = rig.Get<TurnProcessor>();
        await Assert.ThrowsAnyAsync<Exception>(() => processor.ProcessAsync(lease, SilentStream.Instance, Token));

        var commit = processor.GiveUp(lease, "failed");

        Assert.Contains(reply, commit.Reply.Text, StringComparison.Ordinal);
        Assert.Equal(1, commit.UpToPosition);
        Assert.Equal(status == ConversationStatus.Bot ? ConversationStatus.WaitingForHuman : status, commit.Reply.Status);
    }

    /// <summary>Throws for whatever it reads: its parts are missing.</summary>
    private static SignalReader BrokenReader() => new(null!, null!, null!, null!, null!, null!);

    /// <summary>By which a reply is marked as generated, or not.</summary>
    [Fact]
    public async Task Process_AnyReply_KeepsWhoChoseItsWords()
    {
        var processor = _rig.Get<TurnProcessor>();
        var lease = SomeTurn.Lease("Where is my order?");

        Assert.Equal(AiMark.NoModel, (await ProcessAsync(lease)).Reply.Model);
        Assert.Equal(AiMark.FixedText, (await ProcessAsync(SomeTurn.Lease("I want to talk to a human"))).Reply.Model);
        Assert.Equal(AiMark.FixedText, processor.GiveUp(lease, "failed").Reply.Model);
        Assert.Equal(AiMark.FixedText, processor.Stop(lease, "").Reply.Model);
        Assert.Equal(AiMark.UnknownModel, processor.Stop(lease, "It is on").Reply.Model);
    }

    private async Task<TurnCommit> ProcessAsync(TurnLease lease) =>
        (await _rig.Get<TurnProcessor>().ProcessAsync(lease, SilentStream.Instance, Token)).Commit;
}
