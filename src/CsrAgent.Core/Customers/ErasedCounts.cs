namespace CsrAgent.Customers;

/// <param name="Questions">Of the report of unanswered ones.</param>
/// <param name="Memories">Of earlier conversations.</param>
public sealed record ErasedCounts(int Conversations, int Messages, int Questions, int Memories = 0)
{
    public bool IsNothing => Conversations + Questions + Memories == 0;

    public ErasedCounts Plus(ErasedCounts more) =>
        new(
            Conversations + more.Conversations,
            Messages + more.Messages,
            Questions + more.Questions,
            Memories + more.Memories
        );
}
