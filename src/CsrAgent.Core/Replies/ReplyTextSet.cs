namespace CsrAgent.Replies;

/// <summary>The fixed sentences of one language; one JSON file each. <c>{team}</c>, <c>{link}</c> and the like are filled in.</summary>
internal sealed record ReplyTextSet
{
    /// <summary>The language's name in English, for the model.</summary>
    public required string Name { get; init; }
    public required string Greeting { get; init; }
    public required string ThanksReply { get; init; }
    public required string Goodbye { get; init; }
    public required string Acknowledged { get; init; }
    public required string Introduction { get; init; }
    public required string Identity { get; init; }
    public required string Disclosure { get; init; }
    public required string HelpReply { get; init; }
    public required string Unclear { get; init; }
    public required string LeadNeutral { get; init; }
    public required string LeadPositive { get; init; }
    public required string LeadNegative { get; init; }
    public required string Several { get; init; }
    public required string ReadMore { get; init; }
    public required string Clarify { get; init; }
    public required string ClarifyNear { get; init; }
    public required string MayHelp { get; init; }
    public required string UnknownOffer { get; init; }
    public required string InOtherLanguage { get; init; }
    public required string NothingInLanguage { get; init; }
    public required string NothingMore { get; init; }
    public required string CannotLookUp { get; init; }
    public required string OfferPerson { get; init; }
    public required string HandoffNotice { get; init; }
    public required string HandoffNoticeTeam { get; init; }
    public required string ClosedUntil { get; init; }
    public required string WaitMinutes { get; init; }
    public required string WaitHours { get; init; }
    public required string StillWaiting { get; init; }
    public required string NobodyThere { get; init; }
    public required string PersonGone { get; init; }
    public required string HelpCrisis { get; init; }
    public required string HelpDanger { get; init; }
    public required string OfferAccepted { get; init; }
    public required string TurnFailed { get; init; }
    public required string Late { get; init; }
    public required string Waiting { get; init; }
    public required string PersonJoined { get; init; }
    public required string AgentIsBack { get; init; }
    public required string Withdrawn { get; init; }
    public required string Stopped { get; init; }
    public required string Resolved { get; init; }
    public required string Refused { get; init; }
    public required string Unsure { get; init; }
    public required string Remembered { get; init; }

    /// <summary>Words for a member of staff, and words of offering: a sentence with one of each offers a person.</summary>
    public required IReadOnlyList<string> PersonWords { get; init; }
    public required IReadOnlyList<string> OfferWords { get; init; }
}
