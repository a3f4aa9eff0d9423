namespace CsrAgent.Channels;

/// <summary>What a delivery is. Stored: add at the end, and rename nothing.</summary>
public enum DeliveryPurpose
{
    /// <summary>For the customer.</summary>
    Reply,

    /// <summary>For people: a hand-off has begun.</summary>
    HandoffOpened,

    /// <summary>For people: it has another state, team, priority or summary than before.</summary>
    HandoffChanged,

    /// <summary>For people: what the customer has written since.</summary>
    CustomerWords,
}
