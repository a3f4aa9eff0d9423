using CsrAgent.Conversations;
using CsrAgent.Signals;
using Microsoft.Extensions.Options;

namespace CsrAgent.Escalation;

/// <summary>
/// Decides who continues a conversation. Pure: the same facts give the same decision. Rules that hand over come first, the most serious
/// first; then those that only offer a person, but not to a customer who has just declined one.
/// </summary>
public sealed class EscalationRules(IOptions<EscalationOptions> options, IOptions<SensitiveTopicOptions> topics)
{
    private readonly EscalationOptions _options = options.Value;

    public EscalationDecision Decide(EscalationFacts facts)
    {
        if (Hard(facts) is { } reason) return HandOff(reason, facts.Topic);
        return Soft(facts) is { } offer && !(facts.PersonOffered && facts.Consent == Consent.Decline)
            ? new EscalationDecision.Offer(offer)
            : EscalationDecision.None.Instance;
    }

    private EscalationReason? Hard(EscalationFacts facts)
    {
        if (facts.Topic is not null) return EscalationReason.SensitiveTopic;
        if (facts.WantsHuman || (facts.PersonOffered && facts.Consent == Consent.Accept)) return EscalationReason.CustomerRequest;
        if (facts.ActionFailed) return EscalationReason.ActionFailed;
        return facts.RequestedReason ?? (IsNegativeTrend(facts) ? EscalationReason.NegativeTrend : null);
    }

    private EscalationReason? Soft(EscalationFacts facts)
    {
        if (facts.LowConfidenceRun >= _options.LowConfidenceTurns) return EscalationReason.LowConfidence;
        if (facts.RepeatRun + 1 >= _options.SameQuestionTimes) return EscalationReason.RepeatedQuestion;
        return facts.Turns >= _options.TurnLimit ? EscalationReason.TurnLimit : null;
    }

    private bool IsNegativeTrend(EscalationFacts facts)
    {
        var now = facts.Mood.Score;
        if (now > _options.NegativeScore) return false;
        var before = facts.Moods.Reverse().TakeWhile(score => score <= _options.NegativeScore).Count();
        return before + 1 >= _options.NegativeTurns
            || (
                facts.Moods.Count > 0
                && facts.Moods[^1] <= _options.VeryNegativeScore
                && now <= Math.Min(_options.VeryNegativeScore, facts.Moods[^1])
            );
    }

    /// <summary>Where a conversation goes whose reason is already known, such as a failed turn.</summary>
    public EscalationDecision.HandOff HandOff(EscalationReason reason, string? topicName = null)
    {
        var topic =
            reason == EscalationReason.SensitiveTopic && topicName is not null ? topics.Value.Topics.GetValueOrDefault(topicName) : null;
        var route = _options.Reasons.GetValueOrDefault(reason);
        return new(
            reason,
            topic?.Team ?? route?.Team ?? _options.DefaultTeam,
            topic?.Priority ?? route?.Priority ?? EscalationPriority.Normal
        );
    }
}
