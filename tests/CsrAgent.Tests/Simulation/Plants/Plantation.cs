using CsrAgent.Tests.Simulation.Cluster;

namespace CsrAgent.Tests.Simulation.Plants;

/// <summary>Puts a planted fault into the seams of a store.</summary>
internal static class Plantation
{
    public static StoreParts In(StoreParts parts, Plant plant, SharedStore store) =>
        parts with
        {
            Queue = new FaultyTurnQueue(parts.Queue, plant, store),
            Store = new FaultyConversationStore(parts.Store, plant, store),
            Outbox = new FaultyOutbox(parts.Outbox, plant, store),
            Handoffs = new FaultyHandoffStore(parts.Handoffs, plant, store),
            DeadLetters = new FaultyDeadLetters(parts.DeadLetters, plant, store),
            Gaps = new FaultyKnowledgeGaps(parts.Gaps, plant),
            Closed = new FaultyClosedSessions(parts.Closed, plant),
        };
}
