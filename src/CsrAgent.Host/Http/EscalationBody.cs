namespace CsrAgent.Host.Http;

internal sealed record EscalationBody(string Id, string Reason, string Team, string Priority);
