namespace CsrAgent.Adapters.Zendesk;

/// <summary>What an answer makes the ticket's status.</summary>
public enum AnsweredStatus
{
    Keep,
    Open,
    Pending,
    Solved,
}
