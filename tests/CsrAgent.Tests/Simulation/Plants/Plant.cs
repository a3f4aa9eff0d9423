namespace CsrAgent.Tests.Simulation.Plants;

/// <summary>A fault that is planted in a seam, to see that the simulator finds it.</summary>
public enum Plant
{
    /// <summary>A message that comes again is accepted again.</summary>
    DedupeDropped,

    /// <summary>A message that comes again after its turn is accepted again.</summary>
    KeysForgottenAfterTurn,

    /// <summary>A message overtakes those that wait.</summary>
    OrderSwapped,

    /// <summary>A message that comes during a turn is acknowledged and not kept.</summary>
    AcceptedNotStored,

    /// <summary>A leased conversation stays due.</summary>
    LeaseIgnored,

    /// <summary>A turn commits whatever its fence.</summary>
    FenceIgnored,

    /// <summary>A turn from before an erasure commits into the conversation that came after.</summary>
    OldIncarnationCommits,

    /// <summary>A lease never expires.</summary>
    ReclaimForgotten,

    /// <summary>Attempts are not counted, so nothing is ever given up.</summary>
    AttemptsForgotten,

    /// <summary>What a stopping worker hands back is never due again.</summary>
    HandBackLost,

    /// <summary>What a stopping worker hands back waits for its lease to expire.</summary>
    HandBackLate,

    /// <summary>A commit takes messages out of the mailbox that its turn has not read.</summary>
    CommitCoversUnread,

    /// <summary>An unanswered question is written beside its turn's commit.</summary>
    GapBesideCommit,

    /// <summary>A token from before an erasure opens the session again.</summary>
    TokenIgnored,

    /// <summary>Leases go by the wall clock.</summary>
    WallClockLeases,

    /// <summary>Ending a conversation drops the messages that wait.</summary>
    EndDropsWaiting,

    /// <summary>An erasure leaves the history behind.</summary>
    EraseLeavesHistory,

    /// <summary>An erasure leaves deliveries behind.</summary>
    EraseLeavesDeliveries,

    /// <summary>An erasure leaves unanswered questions behind.</summary>
    EraseLeavesQuestions,

    /// <summary>An erasure does not close the sessions.</summary>
    SessionsNotClosed,

    /// <summary>Who waits for a reply gets the newest one.</summary>
    WrongReply,

    /// <summary>Replies are not put into the outbox.</summary>
    DeliveriesDropped,

    /// <summary>A delivery that was sent is not recorded.</summary>
    SentForgotten,

    /// <summary>A delivery that failed is put behind later ones.</summary>
    FailedGoesLast,

    /// <summary>A delivery that failed is not tried again.</summary>
    FailedGivesUp,

    /// <summary>A delivery that is being sent stays due.</summary>
    OutboxLeaseIgnored,

    /// <summary>A turn that runs while a person takes over commits.</summary>
    ClaimNotFenced,

    /// <summary>The later of two people who claim at once gets it too.</summary>
    ClaimOverwrites,

    /// <summary>A person's message that comes again is written again.</summary>
    PersonKeyDropped,

    /// <summary>Retrying a dead letter takes the conversation from the person who has it.</summary>
    RetryTakesClaimed,

    /// <summary>A commit cuts what a newer version has stored.</summary>
    NewerFieldsCut,

    /// <summary>Retrying a dead letter copies the customer's words.</summary>
    RetryCopies,
}
