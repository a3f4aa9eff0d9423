using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Architecture;

public sealed class TypeTests
{
    [Fact]
    public void Classes_WithoutDescendants_AreSealed()
    {
        var bases = Repository
            .Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Select(type => type.BaseType)
            .OfType<Type>()
            .Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type)
            .ToHashSet();

        Assert.Empty(
            Repository
                .Authored.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !bases.Contains(type))
                .ToList()
        );
    }

    [Fact]
    public void Interfaces_EachOne_HasFiveMembersAtMost()
    {
        var large = Repository.Authored.Where(type =>
            type.IsInterface && type.GetMembers().Count(member => member is not System.Reflection.MethodBase { IsSpecialName: true }) > 5
        );

        Assert.Empty(large);
    }

    [Fact]
    public void Types_Found_AreMany() =>
        Assert.True(Repository.Authored.Count > 200, $"Only {Repository.Authored.Count} types were looked at.");

    /// <summary>Public is what the other projects or the sample modules use, and what the signature of such a type names.</summary>
    [Fact]
    public void Core_PublicTypes_AreUsedByOtherProjects()
    {
        var core = Repository.Assemblies[0];
        // Constants of the host and the adapters leave no trace in what is compiled.
        var texts = new[] { "src/CsrAgent.Host", "src/CsrAgent.Adapters", "tests/CsrAgent.Tests/Documentation" }
            .Concat(["tests/CsrAgent.Evals", "tools", "benchmarks"])
            .SelectMany(Repository.CodeIn)
            .Select(Repository.Read)
            .ToList();
        var used = Repository.Assemblies.Skip(1).SelectMany(assembly => assembly.GetTypes()).SelectMany(UsedTypes.Of).ToHashSet();
        var open = new Queue<Type>(
            core.GetExportedTypes().Where(type => used.Contains(type) || texts.Any(text => Regex.IsMatch(text, $@"\b{NameOf(type)}\b")))
        );
        var reached = new HashSet<Type>();
        while (open.TryDequeue(out var type))
        {
            if (type.Assembly != core || !reached.Add(type)) continue;
            foreach (var next in UsedTypes.InSignatureOf(type)) open.Enqueue(next);
        }

        var unused = core.GetExportedTypes().Where(type => !type.IsNested && !reached.Contains(type)).Select(type => type.FullName);
        Assert.Equal("", string.Join('\n', unused));
    }

    private static string NameOf(Type type) => type.Name.Split('`')[0];
}
