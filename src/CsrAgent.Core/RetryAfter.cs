using System.Globalization;

namespace CsrAgent;

/// <summary>How long to wait, as the header <c>Retry-After</c> says it.</summary>
public static class RetryAfter
{
    /// <summary>Whole seconds, at least one: who comes back a moment too early is sent away again.</summary>
    public static string Of(TimeSpan wait) =>
        Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
