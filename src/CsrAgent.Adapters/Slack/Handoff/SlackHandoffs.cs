using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Privacy;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Slack.Handoff;

/// <summary>
/// What people do with a hand-off in Slack: the buttons, and their words in its thread, which go to the customer on whatever channel that
/// is. The audit log has each step, and who did it, before it is done.
/// </summary>
/// <remarks>Seven constructor parameters: the workflow, and those that say who, in which hand-off, and tell what came of it.</remarks>
internal sealed class SlackHandoffs(
    HandoffWorkflow workflow,
    SlackHandoffThreads threads,
    SlackPeople people,
    SlackPosts posts,
    IAuditLog audit,
    TimeProvider time,
    ILogger<SlackHandoffs> logger
)
{
    /// <summary>A button of a hand-off's message, a reaction to it, or a command in its thread.</summary>
    /// <param name="user">Who does it.</param>
    /// <param name="verb">One of <see cref="SlackHandoffSteps"/>.</param>
    /// <param name="id">The hand-off's id.</param>
    /// <param name="place">Of the hand-off's message.</param>
    /// <param name="cancellationToken">Cancels between two steps.</param>
    public async Task StepAsync(string user, string verb, string id, (string Channel, string Ts) place, CancellationToken cancellationToken)
    {
        var name = await people.NameOfAsync(user, cancellationToken);
        Func<string, string, CancellationToken, Task<HandoffOutcome>> step = verb switch
        {
            SlackHandoffSteps.Claim => workflow.ClaimAsync,
            SlackHandoffSteps.Return => workflow.ReturnAsync,
            SlackHandoffSteps.Resolve => workflow.ResolveAsync,
            _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "No step of a hand-off."),
        };
        await AuditAsync(user, name, verb, id, cancellationToken);
        var outcome = await step(id, name, cancellationToken);
        if (Refusal(outcome) is { } refusal) await NoteAsync($"{verb}/{id}/{user}", place, refusal, cancellationToken);
    }

    /// <summary>A reaction in the escalation channel. Only one to a hand-off's own message says anything.</summary>
    public async Task ReactAsync(SlackReaction reaction, CancellationToken cancellationToken)
    {
        if (await threads.HandoffOfAsync(reaction.Channel, reaction.Ts, cancellationToken) is not { } id) return;
        await StepAsync(reaction.User, reaction.Step, id, (reaction.Channel, reaction.Ts), cancellationToken);
    }

    /// <summary>A person's message in a thread of the escalation channel.</summary>
    /// <returns>False for a thread that belongs to no hand-off.</returns>
    public async Task<bool> ReplyAsync(SlackMessage message, CancellationToken cancellationToken)
    {
        var (channel, root, user) = (message.Thread.Channel, message.Thread.Root, message.Thread.User);
        if (await threads.HandoffOfAsync(channel, root, cancellationToken) is not { } id) return false;
        var note =
            message.HasFiles ? "Files are not passed on to the customer."
            : message.HasShared ? "Messages of others are not passed on to the customer."
            : null;
        var command = message.OwnText.Trim().ToLowerInvariant();
        if (SlackHandoffSteps.IsCommand(command))
        {
            if (SlackHandoffSteps.OfCommand(command) is { } step) await StepAsync(user, step, id, (channel, root), cancellationToken);
            else note = NoCommand(command);
        }
        else if (message.OwnText.Length > 0)
        {
            var name = await people.NameOfAsync(user, cancellationToken);
            await AuditAsync(user, name, "reply", id, cancellationToken);
            if (Refusal(await SayAsync(id, name, user, message, cancellationToken)) is { } refusal)
            {
                note = $"Not sent to the customer. {refusal}";
            }
        }
        if (note is not null) await NoteAsync($"reply/{message.Ts}", (channel, root), note, cancellationToken);
        return true;
    }

    private static string NoCommand(string text) =>
        $"There is no command {SlackHandoffSteps.NameOf(text)}, and nothing was sent to the customer. There are: {SlackHandoffSteps.Hint}";

    /// <summary>Who answers first takes the hand-off with it.</summary>
    private async Task<HandoffOutcome> SayAsync(
        string id,
        string name,
        string user,
        SlackMessage message,
        CancellationToken cancellationToken
    )
    {
        var key = $"slack-{message.Ts}";
        var outcome = await workflow.ReplyAsync(id, name, message.OwnText, key, cancellationToken);
        if (outcome is not HandoffOutcome.NotAllowed { Ticket.State: EscalationState.Open }) return outcome;
        await AuditAsync(user, name, "claim", id, cancellationToken);
        var claimed = await workflow.ClaimAsync(id, name, cancellationToken);
        return claimed is HandoffOutcome.Done ? await workflow.ReplyAsync(id, name, message.OwnText, key, cancellationToken) : claimed;
    }

    /// <summary>What the person is told; null when it was done.</summary>
    private static string? Refusal(HandoffOutcome outcome) =>
        outcome switch
        {
            HandoffOutcome.NotAllowed { Ticket: { State: EscalationState.Claimed } claimed } =>
                $"{claimed.Agent} has this hand-off; only {claimed.Agent} can write to the customer until it is returned or resolved.",
            HandoffOutcome.NotAllowed { Ticket: var closed } => $"This hand-off is {closed.State.ToWireName()} and closed.",
            HandoffOutcome.NotFound => "This hand-off is no longer there: the customer's data was erased.",
            HandoffOutcome.KeyReused => "A different text was already sent for this message.",
            _ => null,
        };

    private Task AuditAsync(string user, string name, string verb, string id, CancellationToken cancellationToken) =>
        audit.AppendAsync(new(0, time.GetUtcNow(), name, $"escalation.{verb}", id, $"in Slack, as {user}"), cancellationToken);

    /// <summary>The step is decided, whether or not the note arrives.</summary>
    private async Task NoteAsync(string id, (string Channel, string Ts) thread, string text, CancellationToken cancellationToken)
    {
        try
        {
            var escaped = SlackBlocks.Escape(text);
            var content = SlackBlocks.Content(escaped, new(SlackBlocks.Context(escaped)));
            await posts.PostAsync(new($"note/{id}", thread.Channel, thread.Ts, content), mayBeThere: true, cancellationToken);
        }
        catch (DeliveryException e)
        {
            logger.LogWarning("A person could not be notified of the result of their action: {Reason}", e.Message);
        }
    }
}
