using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Redis.Feed;

/// <summary>Events of one conversation on their way to another process, in order.</summary>
internal sealed record RedisEvents(ConversationId Id, IReadOnlyList<RedisEvent> Events);
