namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>What a step returns that either happens or does not.</summary>
internal enum RedisStepResult
{
    NoConversation = -1,
    Refused = 0,
    Done = 1,
    HeldByPerson = 2,
}
