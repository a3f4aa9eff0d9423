using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Histories;
using CsrAgent.Tests.Simulation.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Simulation.Actors;

/// <summary>
/// A support agent: claims what waits, writes, and returns it or settles it; repeats a step whose outcome it does not know.
/// </summary>
internal sealed class Person(World world, Caller caller, SimulatedProcess client, Journal journal, Climate climate, string name)
{
    private int _written;

    public async Task WorkAsync(Func<bool> isOver)
    {
        while (!isOver())
        {
            // Their screens are refreshed at the same moment, so they often reach for the same one.
            await client.Time.DelayAsync(TimeSpan.FromSeconds(2 - world.Now.TotalSeconds % 2) + world.Between(0, 0.05));
            var open = await caller.CallAsync(services =>
                services.GetRequiredService<IHandoffStore>().ListAsync(EscalationState.Open, 20, CancellationToken.None)
            );
            if (open.Count > 0) await CareForAsync(open[0]);
        }
    }

    private async Task CareForAsync(EscalationTicket ticket)
    {
        var claimed = await StepAsync(workflow => workflow.ClaimAsync(ticket.Id, name, CancellationToken.None));
        if (claimed is not HandoffOutcome.Done { Ticket: { Agent: { } owner, IsOpen: true } }) return;
        if (owner != name) Complain(ticket, FindingKind.Doubled, $"was given to {name} and belongs to {owner}");
        for (var replies = world.Random.Next(3); replies > 0; replies--)
        {
            await client.Time.DelayAsync(world.Between(0.5, 8));
            var (key, text) = ($"{name}-{_written}", $"This is {name}, with reply number {(char)('a' + _written++ % 26)} for you.");
            var replied = await StepAsync(workflow => workflow.ReplyAsync(ticket.Id, name, text, key, CancellationToken.None));
            if (replied is HandoffOutcome.Done) continue;
            CheckLoss(ticket, replied);
            return;
        }
        await client.Time.DelayAsync(world.Between(0.5, 4));
        var closed = await StepAsync(workflow =>
            world.Chance(0.7)
                ? workflow.ReturnAsync(ticket.Id, name, CancellationToken.None)
                : workflow.ResolveAsync(ticket.Id, name, CancellationToken.None)
        );
        if (closed is HandoffOutcome.NotAllowed { Ticket.IsOpen: true }) CheckLoss(ticket, closed);
    }

    private Task<HandoffOutcome> StepAsync(Func<HandoffWorkflow, Task<HandoffOutcome>> step) =>
        caller.CallAsync(services => step(services.GetRequiredService<HandoffWorkflow>()));

    /// <summary>
    /// Only the customer takes a conversation from the person who has claimed it, by ending it, by doing without a person after all, or by
    /// being erased; or a clock that makes the person seem silent for half an hour.
    /// </summary>
    private void CheckLoss(EscalationTicket ticket, HandoffOutcome outcome)
    {
        var session = ticket.ConversationId.Value;
        if (climate.HasFlag(Climate.Clocks)) return;
        if (journal.Withdrawn.Contains(session)) return;
        if (journal.Ended.Contains(session) || journal.Erasures.Any(erasure => session == $"session-of-{erasure.UserId}")) return;
        Complain(ticket, FindingKind.Lost, $"was taken from {name}, who had claimed it: {outcome.GetType().Name}");
    }

    private void Complain(EscalationTicket ticket, FindingKind kind, string what) =>
        journal.Findings.Add(new(kind, ticket.ConversationId.Value, "the hand-off", what));
}
