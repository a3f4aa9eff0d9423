namespace CsrAgent.Tests.Architecture;

/// <summary>The folders of src in their one order: code depends on what is below it. docs/layers.md says what each is for.</summary>
public sealed class LayerTests
{
    /// <summary>From the top. Folders on one line do not know each other; "" is the project's own folder.</summary>
    internal static readonly string[][] Layers =
    [
        ["CsrAgent.Host"],
        ["CsrAgent.Host.Support"],
        ["CsrAgent.Host.Audit", "CsrAgent.Host.Backup", "CsrAgent.Host.Cli", "CsrAgent.Host.Doctor", "CsrAgent.Host.Probe"],
        ["CsrAgent.Host.Chat", "CsrAgent.Host.Admin", "CsrAgent.Host.Health", "CsrAgent.Host.Pages"],
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
        ["CsrAgent.Memory"],
        ["CsrAgent.Knowledge"],
        ["CsrAgent.Channels", "CsrAgent.Replies"],
        ["CsrAgent.Histories"],
        ["CsrAgent.Conversations"],
        ["CsrAgent.Sentiment", "CsrAgent.Safety", "CsrAgent.Privacy"],
        ["CsrAgent.Embeddings", "CsrAgent.Languages"],
        ["CsrAgent.Telemetry", "CsrAgent.Settings"],
        ["CsrAgent"],
    ];

    [Fact]
    public void Types_EachOne_DependsOnLowerLayersOnly()
    {
        var upward = Dependencies()
            .Where(pair => FolderOf(pair.From) != FolderOf(pair.To) && !IsAllowed(FolderOf(pair.From), FolderOf(pair.To)))
            .Select(pair => pair.Text)
            .ToList();

        Assert.True(upward.Count == 0, string.Join('\n', upward));
    }

    [Fact]
    public void Folders_EachOne_HasItsLayer() =>
        Assert.All(
            Dependencies().SelectMany(pair => new[] { FolderOf(pair.From), FolderOf(pair.To) }).Distinct(),
            folder => Assert.InRange(LayerOf(folder), 0, Layers.Length)
        );

    [Fact]
    public void Subfolders_OfOneFolder_DoNotUseEachOtherBothWays()
    {
        var used = Dependencies()
            .Where(pair => FolderOf(pair.From) == FolderOf(pair.To) && SubfolderOf(pair.From) != null && SubfolderOf(pair.To) != null)
            .ToLookup(pair => (From: SubfolderOf(pair.From)!, To: SubfolderOf(pair.To)!), pair => pair.Text);

        var uses = used.Select(pair => pair.Key).ToList();
        var circles = used.Where(pair => Reach(pair.Key.To, uses).Contains(pair.Key.From)).SelectMany(pair => pair).ToList();
        Assert.True(circles.Count == 0, string.Join('\n', circles));
    }

    [Theory]
    [InlineData("CsrAgent.Turns", "CsrAgent.Conversations", true)]
    [InlineData("CsrAgent.Conversations", "CsrAgent.Turns", false)]
    [InlineData("CsrAgent.Channels", "CsrAgent.Replies", false)]
    [InlineData("CsrAgent.Adapters.Redis", "CsrAgent.Turns", true)]
    [InlineData("CsrAgent.Adapters.Redis", "CsrAgent.Adapters.Sqlite", false)]
    [InlineData("CsrAgent.Turns", "CsrAgent.Adapters.Redis", false)]
    [InlineData("CsrAgent.Host.Http", "CsrAgent.Host.Chat", false)]
    public void IsAllowed_Examples_FollowTheOrder(string from, string to, bool allowed) => Assert.Equal(allowed, IsAllowed(from, to));

    /// <summary>Between namespaces: from the compiled code, which knows what <c>var</c> stands for, and from the text.</summary>
    private static IEnumerable<(string From, string To, string Text)> Dependencies()
    {
        var types = Repository.Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(IsOurs).ToList();
        var compiled =
            from type in types
            from used in UsedTypes.Of(type)
            where IsOurs(used)
            select (type.Namespace!, used.Namespace!, $"{type.FullName} -> {used.FullName}");
        var namespaces = types.Where(type => !type.IsNested).ToLookup(type => type.FullName!.Split('`')[0], type => type.Namespace!);
        var names = new WrittenNames(namespaces.Select(group => group.Key).ToHashSet());
        var written =
            from file in Repository.CodeIn("src")
            let text = Repository.Read(file)
            let own = WrittenNames.NamespaceOf(text)
            where own.Length > 0
            from name in names.In(text)
            select (own, namespaces[name].FirstOrDefault(name), $"{file} -> {name}");
        return compiled.Concat(written).Where(pair => UnitOf(pair.Item1) != UnitOf(pair.Item2)).Distinct();
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

    /// <summary>The subfolder that holds a namespace, with what is inside it; null for the folder itself.</summary>
    private static string? SubfolderOf(string name) =>
        name.Length > FolderOf(name).Length ? FolderOf(name) + "." + name[(FolderOf(name).Length + 1)..].Split('.')[0] : null;

    private static string UnitOf(string name) => SubfolderOf(name) ?? FolderOf(name);

    private static HashSet<string> Reach(string folder, IEnumerable<(string From, string To)> uses)
    {
        var reached = new HashSet<string> { folder };
        while (uses.Where(use => reached.Contains(use.From)).Select(use => use.To).ToList() is var next && !reached.IsSupersetOf(next))
        {
            reached.UnionWith(next);
        }
        return reached;
    }

    private static bool IsOurs(Type type) =>
        Repository.Assemblies.Contains(type.Assembly) && type.Namespace?.StartsWith("CsrAgent", StringComparison.Ordinal) == true;
}
