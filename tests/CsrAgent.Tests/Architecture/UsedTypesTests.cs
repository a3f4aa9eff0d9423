using System.ComponentModel.DataAnnotations;
using CsrAgent.Adapters.Sqlite;

namespace CsrAgent.Tests.Architecture;

public sealed class UsedTypesTests
{
    [Theory]
    [InlineData(typeof(Derived))]
    [InlineData(typeof(Attributed))]
    [InlineData(typeof(AttributedMember))]
    [InlineData(typeof(Constrained<>))]
    [InlineData(typeof(ConstrainedMethod))]
    [InlineData(typeof(Catching))]
    [InlineData(typeof(Filtering))]
    [InlineData(typeof(Body))]
    [InlineData(typeof(Parameter))]
    public void Of_EachForm_IsFound(Type type) => Assert.Contains(typeof(Named), UsedTypes.Of(type));

    /// <summary>The scan must find what the host uses of the adapters, or it would find no crossing between them either.</summary>
    [Fact]
    public void Of_MethodBodiesOfTheHost_AreFound()
    {
        var host = typeof(Program).Assembly.GetType("CsrAgent.Host.AgentModules", throwOnError: true)!;

        Assert.Contains(typeof(SqliteModule), UsedTypes.Of(host));
    }

    private class Named : Exception;

    private sealed class Derived : Named;

    [CustomValidation(typeof(Named), "Check")]
    private sealed class Attributed;

    private sealed class AttributedMember
    {
        [CustomValidation(typeof(Named), "Check")]
        public string Text { get; } = "";
    }

    private sealed class Constrained<T>
        where T : Named;

    private sealed class ConstrainedMethod
    {
        public static string Of<T>()
            where T : Named => nameof(T);
    }

    private sealed class Catching
    {
        public static void Run(Action action)
        {
            try
            {
                action();
            }
            catch (Named) { }
        }
    }

    private sealed class Filtering
    {
        public static void Run(Action action)
        {
            try
            {
                action();
            }
            catch (Exception e) when (e is Named) { }
        }
    }

    private sealed class Body
    {
        public static object Make() => new Named();
    }

    private sealed class Parameter
    {
        public static string Of(List<Named> all) => $"{all.Count}";
    }
}
