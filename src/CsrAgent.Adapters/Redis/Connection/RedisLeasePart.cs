namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>The indexes in the list that the prelude's function <c>leased</c> returns; Lua counts from 1.</summary>
internal enum RedisLeasePart
{
    PartConversation = 1,
    PartFence,
    PartAttempts,
    PartUser,
    PartChannel,
    PartStatus,
    PartCreated,
    PartUpdated,
    PartContext,
    PartState,
    PartTicket,
    PartSequence,
    PartMailbox,
    PartHistory,
    PartWaited,
    PartIncarnation,
}
