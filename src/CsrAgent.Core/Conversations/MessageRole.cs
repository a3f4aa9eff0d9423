namespace CsrAgent.Conversations;

/// <summary>Who speaks: the customer, the AI agent, a person of the company, or the system (a notice such as "Anna has joined").</summary>
public enum MessageRole
{
    Customer,
    Agent,
    Human,
    System,
}
