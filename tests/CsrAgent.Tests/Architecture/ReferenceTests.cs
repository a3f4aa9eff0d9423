using System.Text.RegularExpressions;
using CsrAgent.Adapters.Sqlite;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Architecture;

public sealed partial class ReferenceTests
{
    [Fact]
    public void Core_ReferencedAssemblies_AreAbstractions()
    {
        var others = typeof(ITurnQueue).Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !IsAbstraction(name));

        Assert.Empty(others);
    }

    [Fact]
    public void Core_Project_ReferencesNoInfrastructure()
    {
        var project = Repository.Read("src/CsrAgent.Core/CsrAgent.Core.csproj");

        Assert.All(
            PackagePattern().Matches(project),
            match => Assert.True(IsAbstraction(match.Groups[1].Value), $"Core may not reference {match.Groups[1].Value}.")
        );
        Assert.DoesNotContain("FrameworkReference", project, StringComparison.Ordinal);
        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
    }

    [Fact]
    public void Adapters_Host_IsNotReferenced() =>
        Assert.DoesNotContain(typeof(SqliteOptions).Assembly.GetReferencedAssemblies(), name => name.Name == "csr-agent");

    [Fact]
    public void Adapters_EachTechnology_KnowsNoOther()
    {
        var assembly = typeof(SqliteOptions).Assembly;
        var crossings =
            from type in assembly.GetTypes()
            let own = TechnologyOf(type)
            where own is not null
            from used in UsedTypes.Of(type)
            let other = used.Assembly == assembly ? TechnologyOf(used) : null
            where other is not null && other != own
            select $"{type.FullName} uses {used.FullName}";

        Assert.Empty(crossings.Distinct());
    }

    private static string? TechnologyOf(Type type) =>
        type.Namespace?.Split('.') is ["CsrAgent", "Adapters", var technology, ..] ? technology : null;

    private static bool IsAbstraction(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal) || AbstractionPattern().IsMatch(name);

    [GeneratedRegex(@"^Microsoft\.Extensions\.(Options(\.DataAnnotations)?|[\w.]+\.Abstractions|Primitives)$")]
    private static partial Regex AbstractionPattern();

    [GeneratedRegex("PackageReference Include=\"([^\"]+)\"")]
    private static partial Regex PackagePattern();
}
