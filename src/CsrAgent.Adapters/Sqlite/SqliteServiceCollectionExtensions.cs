using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Adapters.Sqlite.Stores;
using CsrAgent.Adapters.Sqlite.Turns;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Owners;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Customers;
using CsrAgent.Handoff;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Memory;
using CsrAgent.Privacy;
using CsrAgent.Settings;
using CsrAgent.Telemetry;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Adapters.Sqlite;

public static class SqliteServiceCollectionExtensions
{
    /// <summary>The embedded stores: everything durable in one file below <see cref="SqliteOptions.DataDirectory"/>.</summary>
    public static IServiceCollection AddSqlite(this IServiceCollection services)
    {
        services.AddSettings<SqliteOptions>();
        services.TryAddSingleton<SqliteDatabase>();
        services.TryAddSingleton<SqliteLog>();
        services.TryAddSingleton<QueueDepth>();
        services.TryAddSingleton<SqliteClock>();
        services.TryAddSingleton<ITurnQueue, SqliteTurnQueue>();
        services.TryAddSingleton<ICustomerWords, SqliteCustomerWords>();
        services.TryAddSingleton<SqliteConversationStore>();
        services.TryAddSingleton<IConversationStore>(provider => provider.GetRequiredService<SqliteConversationStore>());
        services.TryAddSingleton<IConversationOwners>(provider => provider.GetRequiredService<SqliteConversationStore>());
        services.TryAddSingleton<IHandoffStore, SqliteHandoffStore>();
        services.TryAddSingleton<IHandoffRatingStore, SqliteHandoffRatingStore>();
        services.TryAddSingleton<IHandoffClock>(provider => provider.GetRequiredService<SqliteClock>());
        services.TryAddSingleton<IOutbox, SqliteOutbox>();
        services.TryAddSingleton<IDeadLetters, SqliteDeadLetters>();
        services.TryAddSingleton<IFeedback, SqliteFeedback>();
        services.TryAddSingleton<IChannelState, SqliteChannelState>();
        services.TryAddSingleton<IAuditLog, SqliteAuditLog>();
        services.TryAddSingleton<IStatistics, SqliteStatistics>();
        services.TryAddSingleton<IStoreProbe, SqliteStoreProbe>();
        services.TryAddSingleton<IStoreInspection, SqliteInspection>();
        services.TryAddSingleton<IErasureProgress, SqliteErasureProgress>();
        services.TryAddSingleton<IClosedSessions, SqliteClosedSessions>();
        services.TryAddSingleton<IKnowledgeGaps, SqliteKnowledgeGaps>();
        services.TryAddSingleton<IMemoryProgress, SqliteMemoryProgress>();
        services.TryAddSingleton<IMemoryStore, SqliteMemoryStore>();
        services.AddPeriodicLoop<SqliteLogLoop>();
        return services;
    }
}
