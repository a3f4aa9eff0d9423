namespace CsrAgent.Conversations;

public enum EscalationPriority
{
    Low,
    Normal,
    High,
    Urgent,
}
