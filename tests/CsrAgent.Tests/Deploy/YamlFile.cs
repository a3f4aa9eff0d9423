using CsrAgent.Tests.Architecture;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CsrAgent.Tests.Deploy;

/// <summary>Reads YAML as a tree, and finds its way in it.</summary>
internal static class YamlFile
{
    /// <summary>The documents of a file.</summary>
    public static IReadOnlyList<YamlNode> Read(string file) => Parse(Repository.Read(file));

    /// <summary>With what <c>&lt;&lt;</c> brings in.</summary>
    public static IReadOnlyList<YamlNode> Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new MergingParser(new Parser(new StringReader(text))));
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    /// <summary>What is at <c>spec.template.spec</c>; null where there is nothing.</summary>
    public static YamlNode? Find(this YamlNode node, string path)
    {
        YamlNode? found = node;
        foreach (var name in path.Split('.'))
        {
            found = found is YamlMappingNode map && map.Children.TryGetValue(name, out var child) ? child : null;
        }
        return found;
    }

    public static string? Text(this YamlNode node, string path) => (node.Find(path) as YamlScalarNode)?.Value;

    public static IEnumerable<YamlNode> Items(this YamlNode node, string path) => node.Find(path) as YamlSequenceNode ?? [];

    public static IEnumerable<KeyValuePair<string, string>> Pairs(this YamlNode node, string path) =>
        (node.Find(path) as YamlMappingNode ?? []).Select(pair => new KeyValuePair<string, string>(
            pair.Key.ToString(),
            pair.Value.ToString()
        ));
}
