using System.Text.Json;
using CsrAgent.Conversations;
using CsrAgent.Histories;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Simulation.Cluster;

/// <summary>What servers of a newer version store that the others do not know. Whoever commits after them has to carry it along.</summary>
internal sealed class NewerFields
{
    private const string Name = "of_the_next_version";

    private readonly Dictionary<ConversationId, (long Incarnation, int Value)> _stored = [];
    private readonly List<Finding> _findings = [];
    private int _last;

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The commit as a newer version makes it.</summary>
    public TurnCommit AddTo(TurnCommit commit)
    {
        var fields = new Dictionary<string, JsonElement>(commit.State.Unknown ?? new Dictionary<string, JsonElement>())
        {
            [Name] = JsonSerializer.SerializeToElement(++_last),
        };
        return commit with { State = commit.State with { Unknown = fields } };
    }

    /// <summary>To be called in the store's step, so that nothing comes between.</summary>
    public void Committed(TurnLease lease, TurnCommit commit)
    {
        Check(lease, commit.State, "was cut by a server that does not know it");
        if (commit.Reply.Status == ConversationStatus.Ended) Forget(lease.ConversationId);
        else if (ValueIn(commit.State) is { } value) _stored[lease.ConversationId] = (lease.Conversation.Incarnation, value);
    }

    /// <inheritdoc cref="Committed"/>
    public void Taken(TurnLease lease)
    {
        var state = lease.Conversation.State;
        if (!Check(lease, state, "is not in the store any more")) return;
        if (StoredOf(lease) is { } stored && stored != ValueIn(state)) Add(lease, "has another value than the one committed last");
    }

    /// <summary>The conversation begins anew, and with it its state.</summary>
    public void Forget(ConversationId id) => _stored.Remove(id);

    private bool Check(TurnLease lease, ConversationState state, string fault)
    {
        if (StoredOf(lease) is null || ValueIn(state) is not null) return true;
        Add(lease, fault);
        return false;
    }

    private int? StoredOf(TurnLease lease) =>
        _stored.TryGetValue(lease.ConversationId, out var stored) && stored.Incarnation == lease.Conversation.Incarnation
            ? stored.Value
            : null;

    private void Add(TurnLease lease, string fault) => _findings.Add(new(FindingKind.Lost, lease.ConversationId.Value, Name, fault));

    private static int? ValueIn(ConversationState state) =>
        state.Unknown is { } fields && fields.TryGetValue(Name, out var value) ? value.GetInt32() : null;
}
