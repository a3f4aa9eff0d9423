namespace CsrAgent.Conversations;

/// <summary>Why a conversation goes to a person. A closed set: dashboards and routing rely on it.</summary>
public enum EscalationReason
{
    CustomerRequest,
    NegativeTrend,
    LowConfidence,
    RepeatedQuestion,
    SensitiveTopic,
    ActionFailed,
    TurnLimit,
    Policy,
    ModelRequest,
    Failure,
}
