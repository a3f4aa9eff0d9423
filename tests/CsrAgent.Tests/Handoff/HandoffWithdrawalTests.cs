using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Privacy;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Handoff;

/// <summary>What the audit log cannot record does not happen: a withdrawal is in it before it is done.</summary>
public sealed class HandoffWithdrawalTests : IAsyncDisposable
{
    private readonly FailingAuditLog _audit = new();
    private readonly TurnRig _rig;

    public HandoffWithdrawalTests() => _rig = new TurnRig(more: services => services.AddSingleton<IAuditLog>(_audit));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Button_TheAuditLogFails_LeavesTheHandoffAsItIs()
    {
        await _rig.AskAsync(Some.Message("I want to talk to a human"));
        _audit.Fails = true;

        await Assert.ThrowsAsync<IOException>(() => _rig.Get<HandoffWithdrawal>().WithdrawAsync(new("s1"), Token));

        Assert.Equal(ConversationStatus.WaitingForHuman, (await _rig.ReadAsync()).Conversation.Status);
    }

    [Fact]
    public async Task Words_TheAuditLogFails_AreTriedAgain()
    {
        await _rig.AskAsync(Some.Message("I want to talk to a human"));
        var lease = await _rig.LeaseAsync(Some.Message("Never mind, I'm fine, thanks."));
        _audit.Fails = true;

        await _rig.RunAsync(lease);

        var page = await _rig.ReadAsync();
        Assert.Equal(ConversationStatus.WaitingForHuman, page.Conversation.Status);
        Assert.Null(page.Messages[^1].TurnId);
    }
}
