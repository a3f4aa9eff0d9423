using System.Runtime.CompilerServices;

namespace CsrAgent.Tests.Architecture;

public sealed class TypeTests
{
    private static readonly List<Type> AuthoredTypes =
    [
        .. Repository
            .Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("CsrAgent", StringComparison.Ordinal) == true && !IsGenerated(type)),
    ];

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
            AuthoredTypes.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !bases.Contains(type)).ToList()
        );
    }

    [Fact]
    public void Interfaces_EachOne_HasFiveMembersAtMost()
    {
        var large = AuthoredTypes.Where(type =>
            type.IsInterface && type.GetMembers().Count(member => member is not System.Reflection.MethodBase { IsSpecialName: true }) > 5
        );

        Assert.Empty(large);
    }

    [Fact]
    public void Types_Found_AreMany() => Assert.True(AuthoredTypes.Count > 200, $"Only {AuthoredTypes.Count} types were looked at.");

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false)
        || (type.DeclaringType is { } outer && IsGenerated(outer));
}
