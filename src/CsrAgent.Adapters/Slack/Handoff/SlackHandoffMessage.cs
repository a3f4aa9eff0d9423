using System.Text.Json.Nodes;
using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Conversations;
using CsrAgent.Handoff.Teams;

namespace CsrAgent.Adapters.Slack.Handoff;

/// <summary>A hand-off as people see it in Slack: its state, the summary, and buttons for what can be done.</summary>
internal sealed class SlackHandoffMessage(TeamDirectory teams)
{
    public const string Claim = "csr_claim";
    public const string Return = "csr_return";
    public const string Resolve = "csr_resolve";

    private const int MaxSummary = 6_000;

    /// <summary>Null for what is no button of a hand-off.</summary>
    public static string? StepOf(string? action) =>
        action switch
        {
            Claim => SlackHandoffSteps.Claim,
            Return => SlackHandoffSteps.Return,
            Resolve => SlackHandoffSteps.Resolve,
            _ => null,
        };

    public JsonObject Compose(EscalationTicket ticket)
    {
        var title = $"{Sign(ticket.Priority)} Hand-off to {teams.NameOf(ticket.Team, "en")}: {State(ticket)}";
        var blocks = new JsonArray(SlackBlocks.Section($"*{SlackBlocks.Escape(title)}*"));
        var summary = SlackBlocks.Escape(ShortText.Of(ticket.Summary, MaxSummary));
        foreach (var section in SlackBlocks.Sections(summary)) blocks.Add(section!.DeepClone());
        blocks.Add(SlackBlocks.Context(SlackBlocks.Escape(Hint(ticket))));
        if (ticket.IsOpen) blocks.Add(Buttons(ticket));
        return SlackBlocks.Content(SlackBlocks.Escape(title), blocks);
    }

    /// <summary>What the customer writes, as text and nothing else.</summary>
    public static JsonObject Words(string text)
    {
        var escaped = SlackBlocks.Escape(text);
        var blocks = new JsonArray(SlackBlocks.Context("The customer writes:"));
        foreach (var section in SlackBlocks.Sections(escaped)) blocks.Add(section!.DeepClone());
        return SlackBlocks.Content(escaped, blocks);
    }

    private static string State(EscalationTicket ticket) =>
        ticket switch
        {
            { IsWithdrawn: true } => "the customer no longer wants a person",
            { State: EscalationState.Open } => "nobody has it yet",
            { State: EscalationState.Claimed } => $"{ticket.Agent} has it",
            { State: EscalationState.Returned } => $"returned to the agent by {ticket.Agent}",
            _ => $"resolved by {ticket.Agent}",
        };

    private static string Hint(EscalationTicket ticket) =>
        ticket.IsOpen
            ? $"{ticket.Priority} priority · {ticket.Id} · What you write in this thread goes to the customer, under your name. "
                + SlackHandoffSteps.Hint
            : $"{ticket.Priority} priority · {ticket.Id} · What is written in this thread no longer goes to the customer.";

    private static string Sign(EscalationPriority priority) => priority >= EscalationPriority.High ? "\U0001F534" : "\U0001F7E1";

    private static JsonObject Buttons(EscalationTicket ticket)
    {
        var buttons = new JsonArray();
        if (ticket.State == EscalationState.Open) buttons.Add(Button("Claim", Claim, ticket));
        buttons.Add(Button("Return to the agent", Return, ticket));
        buttons.Add(Button("Resolve", Resolve, ticket));
        return new() { ["type"] = "actions", ["elements"] = buttons };
    }

    private static JsonObject Button(string text, string action, EscalationTicket ticket) =>
        new()
        {
            ["type"] = "button",
            ["text"] = SlackBlocks.Plain(text),
            ["action_id"] = action,
            ["value"] = ticket.Id,
        };
}
