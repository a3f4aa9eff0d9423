namespace CsrAgent.Tests.Support.FakeModels;

/// <param name="Input">Tokens neither read from the cache nor written to it.</param>
public sealed record FakeUsage(int Input, int CacheCreation, int CacheRead);
