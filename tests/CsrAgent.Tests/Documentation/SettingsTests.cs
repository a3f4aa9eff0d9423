using System.Collections;
using System.Reflection;
using CsrAgent.Host;
using CsrAgent.Settings;
using CsrAgent.Tests.Architecture;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Documentation;

/// <summary>Settings, options and what the page says about them are the same.</summary>
public sealed class SettingsTests
{
    private const string Fifty = "01234567890123456789012345678901234567890123456789";

    /// <summary>Defaults that are words about what happens instead of a value; the option itself is empty.</summary>
    private static readonly string[] Empty = ["none", "made at the first start", "true where OTEL_EXPORTER_OTLP_ENDPOINT is set"];

    /// <summary>Options that no setting sets, and why.</summary>
    private static readonly Dictionary<string, string> WithoutSetting = new()
    {
        ["SqliteOptions.DataDirectory"] = "follows DATA_DIR",
        ["SqliteOptions.MaxBatch"] = "internal to the store, measured",
        ["LuceneKnowledgeOptions.Folder"] = "follows DATA_DIR",
    };

    private static readonly List<Type> OptionTypes =
    [
        .. Repository
            .Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.IsClass && !type.IsAbstract),
    ];

    public static TheoryData<string> Names => [.. AgentSettings.All.Select(setting => setting.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Setting_DocumentedDefault_IsTheRealOne(string name)
    {
        var setting = AgentSettings.All.Single(each => each.Name == name);
        var untouched = Activator.CreateInstance(setting.Options)!;
        var options = Activator.CreateInstance(setting.Options)!;

        if (Empty.Contains(setting.Default))
        {
            Assert.True(IsEmpty(PropertyOf(setting).GetValue(options)), $"{name} says '{setting.Default}', but has a default.");
            return;
        }
        setting.Apply(options, setting.Default);

        Assert.Equivalent(untouched, options, strict: true);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Setting_Meaning_IsASentenceAndLeavesTheRangeToTheColumn(string name)
    {
        var setting = AgentSettings.All.Single(each => each.Name == name);

        Assert.EndsWith(".", setting.Meaning, StringComparison.Ordinal);
        Assert.DoesNotContain("|", setting.Meaning, StringComparison.Ordinal);
        Assert.True(setting.Range.Length == 0 || !setting.Meaning.Contains(setting.Range, StringComparison.Ordinal), setting.Meaning);
    }

    [Fact]
    public void Options_EachOne_IsASettingInTheList()
    {
        var listed = AgentSettings.All.Select(setting => NameOf(setting.Options, PropertyOf(setting))).ToHashSet();
        var all = OptionTypes.SelectMany(type => type.GetProperties().Where(IsValue).Select(property => NameOf(type, property)));

        Assert.Empty(all.Where(option => !listed.Contains(option) && !WithoutSetting.ContainsKey(option)).ToList());
    }

    [Fact]
    public void Settings_EachName_IsUsedOnce() =>
        Assert.Equal(AgentSettings.All.Count, AgentSettings.All.DistinctBy(setting => setting.Name).Count());

    [Theory]
    [InlineData("TURN_TIMEOUT", "1h", "TURN_TIMEOUT must be 1 s to 10 min. It means: Time limit for one attempt at a turn. Default: 1m.")]
    [InlineData("TURN_TIMEOUT", "soon", "TURN_TIMEOUT must be 1 s to 10 min.")]
    [InlineData("MAX_ATTEMPTS", "101", "MAX_ATTEMPTS must be 1 to 100.")]
    [InlineData("MESSAGE_QUEUE_SIZE", "many", "MESSAGE_QUEUE_SIZE must be 1 to 100,000,000.")]
    [InlineData("ESCALATION_NEGATIVE_SCORE", "0", "ESCALATION_NEGATIVE_SCORE must be -1 to -0.1.")]
    [InlineData("COMPANY_NAME", Fifty + Fifty + Fifty + Fifty + "x", "COMPANY_NAME must be 1 to 200 characters.")]
    [InlineData("CHAT_AUTH", "closed", "CHAT_AUTH must be open, token or jwt.")]
    [InlineData("LOG_LEVEL", "none", "LOG_LEVEL must be trace, debug, information, warning, error or critical.")]
    [InlineData("ROLES", "zendesk", "ROLES must be one or more of api, worker and slack, separated by commas.")]
    [InlineData("ROLES", ",", "ROLES must be one or more of api, worker and slack, separated by commas.")]
    [InlineData("ESCALATION_SUMMARY_BY_MODEL", "perhaps", "ESCALATION_SUMMARY_BY_MODEL must be true or false.")]
    public void AddSettingValues_ValueThatIsNotAllowed_NamesSettingRangeAndDefault(string name, string value, string begin)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();

        var error = Assert.Throws<CsrAgentException>(() => new ServiceCollection().AddSettingValues(configuration, AgentModules.All));

        Assert.StartsWith(begin, error.Message, StringComparison.Ordinal);
        Assert.Contains(" Default: ", error.Message, StringComparison.Ordinal);
    }

    /// <summary>So that a variable which a template leaves blank is not an error.</summary>
    [Fact]
    public void AddSettingValues_Blank_CountsAsUnset()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("CLAUDE_MODEL", " "), new("PORT", "")]).Build();

        var values = new ServiceCollection().AddSettingValues(configuration, AgentModules.All);

        Assert.Equal((null, null), (values.Find("CLAUDE_MODEL"), values.Find("PORT")));
    }

    // Tables, such as teams by reason, do not fit into one variable.
    private static bool IsValue(PropertyInfo property) => property.CanWrite && !typeof(IDictionary).IsAssignableFrom(property.PropertyType);

    private static PropertyInfo PropertyOf(Setting setting) =>
        setting.Options.GetProperties().Single(property => property.GetCustomAttribute<SettingAttribute>()?.Name == setting.Name);

    private static string NameOf(Type type, PropertyInfo property) => $"{type.Name}.{property.Name}";

    private static bool IsEmpty(object? value) => value is null or "" || (value is IEnumerable list && !list.Cast<object>().Any());
}
