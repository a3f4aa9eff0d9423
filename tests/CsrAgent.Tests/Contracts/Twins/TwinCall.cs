namespace CsrAgent.Tests.Contracts.Twins;

internal enum TwinCall
{
    Accept,
    Take,
    Renew,
    Commit,
    Fail,
    End,
    Erase,
    ChangeHandoff,
    TakeDeliveries,
    FinishDelivery,
    RetryDeadLetter,
    Rate,
    ReadReply,
    Wait,
}
