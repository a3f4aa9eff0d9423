using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Deploy;

/// <summary>The rules of hadolint that matter for an image like this one, and what its base and its cache need.</summary>
internal static partial class DockerfileLint
{
    private static readonly string[] Instructions =
    [
        "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME",
        "WORKDIR",
    ];

    /// <summary>One line about each fault.</summary>
    public static IReadOnlyList<string> FaultsIn(string dockerfile)
    {
        var lines = CommentPattern().Replace(dockerfile, "").Replace("\\\n", "", StringComparison.Ordinal);
        var all = lines
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ', 2))
            .Select(parts => (Name: parts[0], Value: parts.ElementAtOrDefault(1)?.Trim() ?? ""))
            .ToList();
        var last = all.Skip(all.FindLastIndex(one => one.Name == "FROM")).ToList();
        return [.. all.SelectMany(one => FaultsOf(one.Name, one.Value)), .. FaultsOfOrder(all), .. FaultsOfImage(last)];
    }

    private static IEnumerable<string> FaultsOf(string name, string value)
    {
        if (!Instructions.Contains(name)) yield return $"{name} is not used here (ADD fetches what nobody checked).";
        if (name == "FROM" && !PinnedPattern().IsMatch(value)) yield return $"{value} is not pinned to a version.";
        if (name is "ENV" or "ARG" && SecretPattern().IsMatch(value)) yield return $"{value}: a secret stays in the image for ever.";
        if (name is "ENTRYPOINT" or "CMD" && !value.StartsWith('[')) yield return $"{name} needs a shell, which does not pass signals on.";
        if (name == "HEALTHCHECK" && !value.Contains("CMD [", StringComparison.Ordinal)) yield return "HEALTHCHECK needs a shell.";
        if (name == "WORKDIR" && !value.StartsWith('/')) yield return $"{value} is not absolute.";
        if (name == "RUN" && DownloadPattern().IsMatch(value)) yield return "RUN runs what it downloads.";
        if (name == "RUN" && Has("apt-get install") && !Has("rm -rf /var/lib/apt/lists")) yield return "RUN leaves apt-get's lists behind.";

        bool Has(string text) => value.Contains(text, StringComparison.Ordinal);
    }

    /// <summary>What changes often comes last, or the cache is of no use.</summary>
    private static IEnumerable<string> FaultsOfOrder(List<(string Name, string Value)> all)
    {
        var restore = all.FindIndex(one => one.Name == "RUN" && one.Value.Contains("dotnet restore", StringComparison.Ordinal));
        var sources = all.FindIndex(one => one is { Name: "COPY", Value: "src src" or ". ." or "src/ src/" });
        if (restore < 0 || sources < restore) yield return "The sources are copied before the packages are restored.";
    }

    private static IEnumerable<string> FaultsOfImage(List<(string Name, string Value)> image)
    {
        var user = image.LastOrDefault(one => one.Name == "USER").Value;
        if (user is null || !UserPattern().IsMatch(user)) yield return "The user has no number, which runAsNonRoot needs, or is root.";
        if (!image.Exists(one => one.Name == "HEALTHCHECK")) yield return "The image has no HEALTHCHECK.";
        if (image.Exists(one => one.Name == "RUN")) yield return "The image has no shell for RUN.";
        if (image.Count(one => one.Name is "ENTRYPOINT") != 1) yield return "The image has not one ENTRYPOINT.";
    }

    [GeneratedRegex(@"^[ \t]*#.*\n", RegexOptions.Multiline)]
    private static partial Regex CommentPattern();

    [GeneratedRegex(@"^(--platform=\S+ )?[a-z0-9./-]+:\d[\w.-]*(@sha256:[0-9a-f]{64})?( AS \w+)?$")]
    private static partial Regex PinnedPattern();

    [GeneratedRegex("(KEY|TOKEN|PASSWORD|SECRET)[A-Z_]*=?", RegexOptions.IgnoreCase)]
    private static partial Regex SecretPattern();

    [GeneratedRegex(@"(curl|wget)[^|&;]*\|\s*(ba)?sh")]
    private static partial Regex DownloadPattern();

    [GeneratedRegex(@"^[1-9]\d*(:[1-9]\d*)?$")]
    private static partial Regex UserPattern();
}
