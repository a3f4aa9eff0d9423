using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Handoff.Summaries;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Handoff.Summaries;

/// <summary>The hand-off begins with the facts and never waits for the model; the model's summary comes before them, once.</summary>
public sealed class SummaryWriterTests : IAsyncDisposable
{
    private const string Good = "Wants: a refund for order 4711.\nTried: nothing.\nMood: calm.\nOpen: when the refund comes.";

    private readonly ScriptedChatClient _model = new();
    private readonly TurnRig _rig;

    public SummaryWriterTests() => _rig = new(more: services => services.AddSingleton<IChatClient>(_model));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Write_ModelAnswers_ItsWordsStandBeforeTheFacts()
    {
        var before = await EscalateAsync();
        _model.Says(Good);

        Assert.True(await WriteAsync(before));

        var after = await TicketAsync();
        Assert.StartsWith("Reason: the customer asked for a person", before.Summary, StringComparison.Ordinal);
        Assert.Equal($"{Good}\n\n{before.Summary}", after.Summary);
        Assert.Equal((null, before.OverdueAt), (after.SummaryAt, after.OverdueAt));
        var request = Assert.Single(_model.Requests);
        Assert.Contains("<message from=\"customer\">\nMy refund for order 4711", request.LastText, StringComparison.Ordinal);
        Assert.Empty(request.Options!.Tools ?? []);
    }

    [Fact]
    public async Task Write_TwelveProcessesAtOnce_TheModelIsAskedOnce()
    {
        var ticket = await EscalateAsync();
        _model.Says(Good);

        var wrote = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => WriteAsync(ticket)));

        Assert.Single(wrote, did => did);
        Assert.Single(_model.Requests);
    }

    [Theory]
    [InlineData("Wants: a refund of 99 euros for order 4711.")]
    [InlineData("")]
    public async Task Write_ModelInventsOrSaysNothing_TheFactsStand(string text)
    {
        var before = await EscalateAsync();
        _model.Says(text);

        Assert.False(await WriteAsync(before));

        Assert.Equal(before.Summary, (await TicketAsync()).Summary);
    }

    [Fact]
    public async Task Write_ModelFailsTwice_IsNotAskedAgain()
    {
        var before = await EscalateAsync();
        _model.Fails(new HttpRequestException("down")).Fails(new HttpRequestException("down"));
        Assert.False(await WriteAsync(before));
        Assert.NotNull((await TicketAsync()).SummaryAt);
        Assert.False(await WriteAsync(await TicketAsync()));

        var after = await TicketAsync();
        Assert.Equal((before.Summary, null, before.OverdueAt), (after.Summary, after.SummaryAt, after.DueAt));
    }

    [Fact]
    public async Task Write_ModelHangs_StopsAtTheTimeout()
    {
        var ticket = await EscalateAsync();
        _model.Hangs(deaf: true);
        var writing = WriteAsync(ticket);
        await Until.TrueAsync(() => !_model.Requests.IsEmpty, "the model is asked");

        _rig.Time.Advance(TimeSpan.FromSeconds(31));

        Assert.False(await writing);
    }

    [Fact]
    public async Task Write_ClaimedMeanwhile_KeepsBothTheClaimAndTheSummary()
    {
        var filter = new TaskCompletionSource();
        var slow = new GatedChatClient(filter.Task, Good);
        await using var rig = new TurnRig(more: services => services.AddSingleton<IChatClient>(slow));
        await rig.AskAsync(Some.Message("I want to talk to a human about order 4711"));
        var ticket = (await rig.ReadAsync()).Conversation.Escalation!;
        var writing = rig.Get<SummaryWriter>().WriteAsync(ticket, Token);

        Assert.IsType<HandoffOutcome.Done>(await rig.Get<HandoffWorkflow>().ClaimAsync(ticket.Id, "Anna", Token));
        filter.SetResult();

        Assert.True(await writing);
        var after = (await rig.ReadAsync()).Conversation;
        Assert.Equal((ConversationStatus.Human, "Anna"), (after.Status, after.Escalation!.Agent));
        Assert.StartsWith(Good, after.Escalation.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_SecretInTheModelsWords_IsRedacted()
    {
        var ticket = await EscalateAsync();
        _model.Says("Wants: a refund for order 4711. Their password is correct-horse.");

        Assert.True(await WriteAsync(ticket));

        Assert.DoesNotContain("correct-horse", (await TicketAsync()).Summary, StringComparison.Ordinal);
    }

    private Task<bool> WriteAsync(EscalationTicket ticket) => _rig.Get<SummaryWriter>().WriteAsync(ticket, Token);

    private async Task<EscalationTicket> TicketAsync() => (await _rig.ReadAsync()).Conversation.Escalation!;

    private async Task<EscalationTicket> EscalateAsync()
    {
        await _rig.AskAsync(Some.Message("My refund for order 4711 has not come"));
        await _rig.AskAsync(Some.Message("I want to talk to a human"));
        return await TicketAsync();
    }

    private sealed class GatedChatClient(Task filter, string text) : IChatClient
    {
        public async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            await filter.WaitAsync(cancellationToken);
            return new(new ChatMessage(ChatRole.Assistant, text));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        ) => throw new NotSupportedException("A summary is not streamed.");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() { }
    }
}
