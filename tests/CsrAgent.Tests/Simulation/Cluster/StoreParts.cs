using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Customers;
using CsrAgent.Handoff;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Privacy;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Simulation.Cluster;

/// <summary>The seams of one store, as its processes see them.</summary>
internal sealed record StoreParts
{
    public required ITurnQueue Queue { get; init; }

    public required ICustomerWords Words { get; init; }

    public required IConversationStore Store { get; init; }

    public required IOutbox Outbox { get; init; }

    public required IHandoffStore Handoffs { get; init; }

    public required IHandoffClock HandoffClock { get; init; }

    public required IDeadLetters DeadLetters { get; init; }

    public required IKnowledgeGaps Gaps { get; init; }

    public required IClosedSessions Closed { get; init; }

    public required IErasureProgress Erasures { get; init; }

    public required IAuditLog Audit { get; init; }

    public static StoreParts From(IServiceProvider services) =>
        new()
        {
            Queue = services.GetRequiredService<ITurnQueue>(),
            Words = services.GetRequiredService<ICustomerWords>(),
            Store = services.GetRequiredService<IConversationStore>(),
            Outbox = services.GetRequiredService<IOutbox>(),
            Handoffs = services.GetRequiredService<IHandoffStore>(),
            HandoffClock = services.GetRequiredService<IHandoffClock>(),
            DeadLetters = services.GetRequiredService<IDeadLetters>(),
            Gaps = services.GetRequiredService<IKnowledgeGaps>(),
            Closed = services.GetRequiredService<IClosedSessions>(),
            Erasures = services.GetRequiredService<IErasureProgress>(),
            Audit = services.GetRequiredService<IAuditLog>(),
        };

    public IServiceCollection AddTo(IServiceCollection services) =>
        services
            .AddSingleton(Queue)
            .AddSingleton(Words)
            .AddSingleton(Store)
            .AddSingleton(Outbox)
            .AddSingleton(Handoffs)
            .AddSingleton(HandoffClock)
            .AddSingleton(DeadLetters)
            .AddSingleton(Gaps)
            .AddSingleton(Closed)
            .AddSingleton(Erasures)
            .AddSingleton(Audit);
}
