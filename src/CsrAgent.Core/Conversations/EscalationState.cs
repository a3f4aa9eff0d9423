namespace CsrAgent.Conversations;

public enum EscalationState
{
    Open,
    Claimed,
    Returned,
    Resolved,
}
