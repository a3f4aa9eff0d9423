namespace CsrAgent.Host.Http;

internal sealed record TokensBody(long InputTokens, long OutputTokens, long TotalTokens);
