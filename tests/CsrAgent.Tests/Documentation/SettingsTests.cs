using System.Collections;
using System.Reflection;
using CsrAgent.Host.Configuration;
using CsrAgent.Tests.Architecture;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Documentation;

/// <summary>Settings, options and their documented defaults say the same.</summary>
public sealed class SettingsTests
{
    /// <summary>Defaults that are words about what happens instead of a value; the option itself is empty.</summary>
    private static readonly string[] Empty = ["none", "made at the first start", "true where OTEL_EXPORTER_OTLP_ENDPOINT is set"];

    /// <summary>Options that no setting sets, and why.</summary>
    private static readonly Dictionary<string, string> WithoutSetting = new()
    {
        ["SqliteOptions.MaxBatch"] = "a matter of the store's own, measured",
        ["LuceneKnowledgeOptions.Folder"] = "follows DATA_DIR",
    };

    private static readonly string[] Probes =
    [
        "7",
        "77",
        "777",
        "7777",
        "0.7",
        "-0.5",
        "-0.9",
        "7s",
        "2m",
        "true",
        "false",
        "json",
        "token",
        "Debug",
        "api",
        "http://127.0.0.1:7/v7",
        "some words",
    ];

    private static readonly List<Type> OptionTypes =
    [
        .. Repository
            .Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.IsClass && !type.IsAbstract),
    ];

    public static TheoryData<string> Names => [.. SettingsList.All.Select(setting => setting.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Setting_DocumentedDefault_IsTheRealOne(string name)
    {
        var setting = SettingsList.All.Single(each => each.Name == name);

        if (Empty.Contains(setting.Default))
        {
            Assert.All(
                ChangedBy(setting),
                change => Assert.True(IsEmpty(change.Default), $"{name} says '{setting.Default}', but {change.Option} is {change.Default}.")
            );
        }
        else
        {
            Assert.Empty(Changes(services => setting.Apply(services, setting.Default)));
        }
    }

    [Fact]
    public void Options_EachOne_HasASetting()
    {
        var set = SettingsList.All.SelectMany(ChangedBy).Select(change => change.Option).ToHashSet();
        var all = OptionTypes.SelectMany(type => type.GetProperties().Where(IsValue).Select(property => NameOf(type, property)));

        Assert.Empty(all.Where(option => !set.Contains(option) && !WithoutSetting.ContainsKey(option)).ToList());
    }

    [Fact]
    public void Settings_EachOne_IsNamedOnceAndSetsSomething()
    {
        Assert.Equal(SettingsList.All.Count, SettingsList.All.DistinctBy(setting => setting.Name).Count());
        Assert.All(SettingsList.All, setting => Assert.NotEmpty(ChangedBy(setting)));
    }

    [Theory]
    [InlineData("TURN_TIMEOUT", "1h")]
    [InlineData("TURN_TIMEOUT", "soon")]
    [InlineData("COMPANY_NAME", " ")]
    [InlineData("CHAT_AUTH", "closed")]
    public void AddSettings_ValueThatIsNotAllowed_NamesTheSetting(string name, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();

        var error = Assert.Throws<CsrAgentException>(() =>
        {
            new ServiceCollection().AddSettings(configuration);
        });

        Assert.StartsWith(name, error.Message, StringComparison.Ordinal);
    }

    private static List<(string Option, object? Default)> ChangedBy(Setting setting) =>
        [.. Probes.SelectMany(probe => Changes(services => TryApply(setting, services, probe))).DistinctBy(change => change.Option)];

    private static void TryApply(Setting setting, IServiceCollection services, string value)
    {
        try
        {
            setting.Apply(services, value);
        }
        catch (FormatException)
        {
            // This probe is not of the setting's form; another is.
        }
    }

    private static List<(string Option, object? Default)> Changes(Action<IServiceCollection> apply)
    {
        var services = new ServiceCollection();
        apply(services);
        var settable = OptionTypes
            .Where(type => services.Any(service => service.ServiceType == typeof(IConfigureOptions<>).MakeGenericType(type)))
            .ToList();
        using var provider = services.BuildServiceProvider();
        return [.. settable.SelectMany(type => Differences(type, Made(provider, type)))];
    }

    private static object Made(ServiceProvider provider, Type type)
    {
        var options = provider.GetRequiredService(typeof(IOptions<>).MakeGenericType(type));
        return options.GetType().GetProperty(nameof(IOptions<object>.Value))!.GetValue(options)!;
    }

    private static IEnumerable<(string, object?)> Differences(Type type, object made)
    {
        var untouched = Activator.CreateInstance(type)!;
        return from property in type.GetProperties()
               where IsValue(property)
               let before = property.GetValue(untouched)
               where !AreSame(before, property.GetValue(made))
               select (NameOf(type, property), before);
    }

    // Tables, such as teams by reason, do not fit into one variable.
    private static bool IsValue(PropertyInfo property) => property.CanWrite && !typeof(IDictionary).IsAssignableFrom(property.PropertyType);

    private static string NameOf(Type type, PropertyInfo property) => $"{type.Name}.{property.Name}";

    private static bool AreSame(object? a, object? b) =>
        a is IEnumerable left and not string && b is IEnumerable right
            ? left.Cast<object>().SequenceEqual(right.Cast<object>())
            : Equals(a, b);

    private static bool IsEmpty(object? value) => value is null or "" || (value is IEnumerable list && !list.Cast<object>().Any());
}
