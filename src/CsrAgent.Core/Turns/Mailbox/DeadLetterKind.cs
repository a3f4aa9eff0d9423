namespace CsrAgent.Turns.Mailbox;

public enum DeadLetterKind
{
    Turn,
    Delivery,
}
