namespace CsrAgent.Host.Chat;

/// <param name="Location">Where the answer will be.</param>
internal sealed record StreamError(string Code, string Detail, string Location);
