namespace CsrAgent.Customers;

/// <param name="Questions">Of the report of unanswered ones.</param>
public sealed record ErasedCounts(int Conversations, int Messages, int Questions)
{
    public bool IsNothing => Conversations + Questions == 0;

    public ErasedCounts Plus(ErasedCounts more) =>
        new(Conversations + more.Conversations, Messages + more.Messages, Questions + more.Questions);
}
