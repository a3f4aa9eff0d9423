using System.Reflection;
using System.Runtime.CompilerServices;
using CsrAgent.Telemetry;

namespace CsrAgent.Tests.Architecture;

/// <summary>Parameters: how many a constructor takes, and where a cancellation token stands.</summary>
public sealed class MemberTests
{
    private const int MaxParameters = 5;

    /// <summary>Every <see cref="PeriodicLoop"/> passes on the health, the time and the logger.</summary>
    private const int LoopParameters = 3;

    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void Constructors_OverFiveParameters_HaveARemark()
    {
        var sources = Repository.CodeIn("src").ToLookup(file => Path.GetFileNameWithoutExtension(file));
        var silent =
            from type in Repository.Authored
            where type.IsClass && !IsRecord(type) && !type.IsSubclassOf(typeof(Exception))
            let count = type.GetConstructors(All).Max(constructor => (int?)constructor.GetParameters().Length) ?? 0
            where count - (type.IsSubclassOf(typeof(PeriodicLoop)) ? LoopParameters : 0) > MaxParameters
            where !sources[type.Name].Any(file => Repository.Read(file).Contains("constructor parameters", StringComparison.Ordinal))
            select $"{type.FullName}: {count} constructor parameters, and no remark that says why";

        Assert.Empty(silent);
    }

    [Fact]
    public void Interfaces_AsyncMethods_TakeACancellationToken()
    {
        var without =
            from type in Repository.Authored
            where type.IsInterface
            from method in type.GetMethods()
            where method.Name.EndsWith("Async", StringComparison.Ordinal)
            where method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)
            select $"{type.Name}.{method.Name}";

        Assert.Empty(without);
    }

    [Fact]
    public void CancellationTokens_InEveryMethod_ComeLastOfTheRequired()
    {
        var wrong =
            from type in Repository.Authored
            from method in type.GetMethods(All)
            where !method.IsDefined(typeof(CompilerGeneratedAttribute))
            where method.GetBaseDefinition().DeclaringType!.Assembly == type.Assembly
            let parameters = method.GetParameters()
            from parameter in parameters
            where parameter.ParameterType == typeof(CancellationToken)
            where parameter.IsOptional || parameters.Skip(parameter.Position + 1).Any(IsRequired)
            select $"{type.Name}.{method.Name}";

        Assert.Empty(wrong);
    }

    private static bool IsRequired(ParameterInfo parameter) => !parameter.IsOptional && !parameter.IsDefined(typeof(ParamArrayAttribute));

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;
}
