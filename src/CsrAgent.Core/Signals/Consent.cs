namespace CsrAgent.Signals;

/// <summary>What a short message answers to an offer.</summary>
public enum Consent
{
    /// <summary>Neither: the message is about something else.</summary>
    None,
    Accept,
    Decline,
}
