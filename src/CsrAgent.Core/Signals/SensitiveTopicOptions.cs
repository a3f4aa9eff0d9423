using CsrAgent.Conversations;

namespace CsrAgent.Signals;

/// <summary>Which topics go to a person.</summary>
public sealed class SensitiveTopicOptions
{
    /// <summary>
    /// Sensitive topics by name. The seven built in (legal_threat, self_harm, safety, fraud, discrimination, press, contract_cancellation)
    /// have built-in phrases; keywords add to them, and any other name is a topic of the company's own.
    /// </summary>
    public Dictionary<string, SensitiveTopic> Topics { get; init; } =
        new(StringComparer.Ordinal)
        {
            [SensitiveTopics.SelfHarm] = new() { Priority = EscalationPriority.Urgent, Help = HelpText.Crisis },
            [SensitiveTopics.Safety] = new() { Priority = EscalationPriority.Urgent, Help = HelpText.Danger },
            [SensitiveTopics.Fraud] = new() { Priority = EscalationPriority.Urgent },
            [SensitiveTopics.LegalThreat] = new() { Priority = EscalationPriority.High },
            [SensitiveTopics.Discrimination] = new() { Priority = EscalationPriority.High },
            [SensitiveTopics.Press] = new() { Priority = EscalationPriority.High },
            [SensitiveTopics.ContractCancellation] = new() { Priority = EscalationPriority.High },
        };
}
