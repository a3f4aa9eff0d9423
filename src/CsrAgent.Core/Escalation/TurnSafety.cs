using CsrAgent.Safety;

namespace CsrAgent.Escalation;

/// <summary>The two detectors of what should not be left to the agent alone.</summary>
public sealed record TurnSafety(SensitiveTopics Topics, InjectionDetector Injections);
