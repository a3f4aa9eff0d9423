namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>What a step that either happens or does not returns.</summary>
internal enum RedisStepResult
{
    NoConversation = -1,
    Refused = 0,
    Done = 1,
    HeldByPerson = 2,
}
