using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Architecture;

/// <summary>The folders of src in their one order: code depends on what is below it. docs/layers.md says what each is for.</summary>
public sealed partial class LayerTests
{
    /// <summary>From the top. Folders on one line do not know each other; "" is the project's own folder.</summary>
    private static readonly string[][] Layers =
    [
        ["CsrAgent.Host"],
        ["CsrAgent.Host.Chat", "CsrAgent.Host.Admin", "CsrAgent.Host.Health"],
        ["CsrAgent.Host.Identity", "CsrAgent.Host.Telemetry"],
        ["CsrAgent.Host.Http"],
        ["CsrAgent.Host.Configuration"],
        ["CsrAgent.Adapters.*"],
        ["CsrAgent.Adapters"],
        ["CsrAgent.Customers"],
        ["CsrAgent.Admission"],
        ["CsrAgent.Turns"],
        ["CsrAgent.Handoff"],
        ["CsrAgent.Escalation"],
        ["CsrAgent.Signals"],
        ["CsrAgent.Answering"],
        ["CsrAgent.Knowledge"],
        ["CsrAgent.Channels", "CsrAgent.Replies"],
        ["CsrAgent.Conversations"],
        ["CsrAgent.Sentiment", "CsrAgent.Safety", "CsrAgent.Privacy"],
        ["CsrAgent.Languages"],
        ["CsrAgent.Telemetry", "CsrAgent.Settings"],
        ["CsrAgent"],
    ];

    [Fact]
    public void Types_EachOne_DependsOnLowerLayersOnly() =>
        Assert.DoesNotContain(Dependencies().Distinct(), pair => !IsAllowed(pair.From, pair.To));

    [Fact]
    public void Folders_EachOne_HasItsLayer() =>
        Assert.All(
            Dependencies().SelectMany(pair => new[] { pair.From, pair.To }).Distinct(),
            folder => Assert.InRange(LayerOf(folder), 0, Layers.Length)
        );

    [Theory]
    [InlineData("CsrAgent.Turns", "CsrAgent.Conversations", true)]
    [InlineData("CsrAgent.Conversations", "CsrAgent.Turns", false)]
    [InlineData("CsrAgent.Channels", "CsrAgent.Replies", false)]
    [InlineData("CsrAgent.Adapters.Redis", "CsrAgent.Turns", true)]
    [InlineData("CsrAgent.Adapters.Redis", "CsrAgent.Adapters.Sqlite", false)]
    [InlineData("CsrAgent.Turns", "CsrAgent.Adapters.Redis", false)]
    [InlineData("CsrAgent.Host.Http", "CsrAgent.Host.Chat", false)]
    public void IsAllowed_Examples_FollowTheOrder(string from, string to, bool allowed) => Assert.Equal(allowed, IsAllowed(from, to));

    /// <summary>From the compiled code, and from the using directives, since constants leave no trace in what is compiled.</summary>
    private static IEnumerable<(string From, string To)> Dependencies()
    {
        var compiled =
            from assembly in Repository.Assemblies
            from type in assembly.GetTypes()
            where IsOurs(type)
            from used in UsedTypes.Of(type)
            where IsOurs(used)
            select (FolderOf(type.Namespace!), FolderOf(used.Namespace!));
        var written =
            from file in Repository.CodeIn("src")
            let text = Repository.Read(file)
            let own = NamespacePattern().Match(text)
            where own.Success
            from match in UsingPattern().Matches(text)
            select (FolderOf(own.Groups[1].Value), FolderOf(match.Groups[1].Value));
        return compiled.Concat(written).Where(pair => pair.Item1 != pair.Item2);
    }

    private static bool IsAllowed(string from, string to) => LayerOf(from) < LayerOf(to);

    private static int LayerOf(string folder) =>
        Array.FindIndex(
            Layers,
            layer =>
                layer.Contains(folder)
                || (layer[0].EndsWith(".*", StringComparison.Ordinal) && folder.StartsWith(layer[0][..^1], StringComparison.Ordinal))
        );

    /// <summary>The folder of a project that holds a namespace: its first one below the project's.</summary>
    private static string FolderOf(string name) =>
        name.Split('.') is ["CsrAgent", "Host" or "Adapters", ..] parts
            ? string.Join('.', parts.Take(3))
            : string.Join('.', name.Split('.').Take(2));

    private static bool IsOurs(Type type) =>
        Repository.Assemblies.Contains(type.Assembly) && type.Namespace?.StartsWith("CsrAgent", StringComparison.Ordinal) == true;

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();

    [GeneratedRegex(@"^using (CsrAgent[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex UsingPattern();
}
