namespace CsrAgent.Signals;

/// <summary>How a short message responds to an offer.</summary>
public enum Consent
{
    /// <summary>Neither: the message is about something else.</summary>
    None,
    Accept,
    Decline,
}
