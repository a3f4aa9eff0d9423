namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>The lists of a partition by when something is due. A list's key is its name, with a small first letter.</summary>
internal enum RedisDueList
{
    /// <summary>Conversations that were postponed.</summary>
    Later,

    /// <summary>Conversations with deliveries.</summary>
    Out,

    /// <summary>Hand-offs with a step that time takes.</summary>
    TicketsDue,

    /// <summary>Conversations with messages that wait, by since when.</summary>
    Waiting,
}
