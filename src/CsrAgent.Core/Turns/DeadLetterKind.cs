namespace CsrAgent.Turns;

public enum DeadLetterKind
{
    Turn,
    Delivery,
}
