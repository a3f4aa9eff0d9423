using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Architecture;

/// <summary>
/// What the text of a C# file names of the repository's types. Constants, <c>nameof</c> and documentation leave no trace in what is
/// compiled.
/// </summary>
/// <param name="types">The full names of all types.</param>
internal sealed partial class WrittenNames(IReadOnlySet<string> types)
{
    /// <summary>The namespaces that are opened, and the types that are named from the file's own namespace or in full.</summary>
    public IEnumerable<string> In(string text)
    {
        var own = NamespaceOf(text);
        var opened = UsingPattern().Matches(text).Select(match => match.Groups[1].Value);
        return opened.Concat(NamePattern().Matches(text).Select(match => Resolve(own, match.Value)).OfType<string>()).Distinct();
    }

    public static string NamespaceOf(string text) => NamespacePattern().Match(text).Groups[1].Value;

    /// <summary>As the compiler does: the innermost namespace in which the beginning of the name is a type.</summary>
    private string? Resolve(string own, string name)
    {
        var parts = name.Split('.');
        for (var scope = own; ; scope = scope[..Math.Max(0, scope.LastIndexOf('.'))])
        {
            for (var count = 1; count <= parts.Length; count++)
            {
                var full = string.Join('.', parts.Take(count).Prepend(scope)).TrimStart('.');
                if (types.Contains(full)) return full;
            }
            if (scope.Length == 0) return null;
        }
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();

    [GeneratedRegex(@"^(?:global )?using (?:static |\w+ = )?(CsrAgent[\w.]*)", RegexOptions.Multiline)]
    private static partial Regex UsingPattern();

    [GeneratedRegex(@"(?<![\w.@])[A-Z]\w*(?:\.[A-Z]\w*)*")]
    private static partial Regex NamePattern();
}
