namespace CsrAgent.Tests.Support.Redis;

/// <summary>Runs <c>redis-cli</c>, which knows how clusters are made and resharded.</summary>
internal static class RedisCli
{
    /// <inheritdoc cref="ExternalProgram.RunAsync(string, IEnumerable{string})"/>
    public static Task<string> RunAsync(params string[] arguments) => ExternalProgram.RunAsync("redis-cli", arguments);
}
