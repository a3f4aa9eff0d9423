using System.Text.Json;
using CsrAgent.Adapters.Yaml;
using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Handoff;
using CsrAgent.Signals;
using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Faults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Adapters.Yaml;

public sealed class EscalationRulesReaderTests
{
    [Fact]
    public void Read_ShippedFile_SaysTheDefaults()
    {
        var escalation = new EscalationOptions
        {
            DefaultTeam = "x",
            NegativeScore = -0.9,
            NegativeTurns = 9,
            VeryNegativeScore = -0.9,
            LowConfidenceTurns = 9,
            SameQuestionTimes = 9,
            TurnLimit = 9,
        };
        var empty = new EscalationRuleSet(escalation, new(), new HandoffOptions { MaxPassedOn = 9, PersonSilence = TimeSpan.FromDays(1) });
        empty.Topics.Topics.Clear();
        empty.Escalation.Reasons.Clear();
        empty.Handoff.Waits.Clear();

        EscalationRulesReader.Read(ShippedRules.Read(), empty);

        Assert.Equal(Json(new(new(), new(), new())), Json(empty));
    }

    [Fact]
    public void Read_ExampleOfTheDocumentation_IsWhatItSays()
    {
        var page = Repository.Read("docs/escalation.md");
        var rules = Read(page.Split("```yaml\n")[1].Split("```")[0]);

        Assert.Equal(["support", "supervisors", "risk"], rules.Handoff.Teams.Keys);
        Assert.Equal(
            ("Europe/Berlin", 5, "supervisors"),
            (
                rules.Handoff.Teams["support"].Hours!.TimeZone,
                rules.Handoff.Teams["support"].Hours!.Week.Count - 1,
                rules.Handoff.Teams["support"].Fallback
            )
        );
        Assert.Equal(
            [new(TimeSpan.FromHours(9), TimeSpan.FromHours(12.5)), new(TimeSpan.FromHours(13.5), TimeSpan.FromHours(18))],
            rules.Handoff.Teams["support"].Hours!.Week[DayOfWeek.Friday]
        );
        Assert.Contains(new DateOnly(2026, 12, 25), rules.Handoff.Teams["support"].Hours!.Holidays);
        Assert.Equal("risk", rules.Topics.Topics[SensitiveTopics.Fraud].Team);
        Assert.Equal(EscalationPriority.Urgent, rules.Topics.Topics[SensitiveTopics.Fraud].Priority);
        Assert.Equal("En fra {team} svarer dig her.", rules.Handoff.Texts[HandoffNoticeKind.Opened]["da"]);
        Assert.Equal("wholesale", new SensitiveTopics(Options.Create(rules.Topics)).Find("Do you take bulk orders?"));
    }

    [Theory]
    [InlineData("topic: {}", "topic (line 1) is not known; the keys here are default_team, thresholds")]
    [InlineData("thresholds:\n  turn_limit: many", "thresholds.turn_limit (line 2) must be a whole number")]
    [InlineData(
        "thresholds:\n  turn_limit: 0",
        "thresholds.turn_limit (line 2) is not allowed: The field TurnLimit must be between 1 and 10000"
    )]
    [InlineData("topics:\n  fraud: {priority: asap}", "topics.fraud.priority (line 2) 'asap' must be one of low, normal, high, urgent")]
    [InlineData("topics:\n  Fraud: {}", "topics.Fraud (line 2) must be named with 1 to 64 of a-z")]
    [InlineData("topics:\n  own: {words: {english: [a]}}", "topics.own.words.english (line 2) must be under a language's two letters")]
    [InlineData("topics:\n  own: {words: {en: [\"~3 a\"]}}", "topics: a phrase cannot be read.")]
    [InlineData("reasons:\n  boredom: {}", "reasons.boredom (line 2) 'boredom' must be one of customer_request")]
    [InlineData("texts: {hello: {en: a}}", "texts.hello (line 1) 'hello' must be one of told, passed_on, nobody_there, taken_back")]
    [InlineData("waits: {high: soon}", "waits.high (line 1) must be a duration such as 30s")]
    [InlineData("waits: {high: 10ms}", "waits.high must be from 1s to 30d")]
    [InlineData(
        "teams: {care: {hours: {time_zone: Mars/Olympus, monday: 9:00-17:00}}}",
        "teams.care.hours.time_zone 'Mars/Olympus' is unknown; use an IANA name"
    )]
    [InlineData(
        "teams: {care: {hours: {monday: nine to five}}}",
        "teams.care.hours.monday (line 1) holds 'nine to five', which is no time of a day"
    )]
    [InlineData("teams: {care: {hours: {monday: 09:00-13:00, tuesdays: 09:00-13:00}}}", "teams.care.hours.tuesdays (line 1) is not known")]
    [InlineData(
        "teams: {care: {hours: {monday: [09:00-13:00, 12:00-17:00]}}}",
        "teams.care.hours.monday: times must be within one day and not overlap"
    )]
    [InlineData("teams: {care: {hours: {time_zone: UTC}}}", "teams.care.hours opens on no day")]
    [InlineData(
        "teams: {care: {hours: {monday: 09:00-13:00, holidays: [25.12.2026]}}}",
        "teams.care.hours.holidays (line 1) holds '25.12.2026', which is not a date"
    )]
    [InlineData("teams: {care: {fallback: leads}}", "teams.care.fallback names 'leads', which is not in teams")]
    [InlineData("teams: {care: {fallback: care}}", "teams.care.fallback is the team itself")]
    [InlineData("teams: {care: {}}\ntopics: {fraud: {team: risk}}", "topics.fraud.team names 'risk', which is not in teams")]
    [InlineData("teams: [care]", "teams (line 1) must hold 'key: value' lines")]
    [InlineData("a: 'b", "is not valid YAML")]
    [InlineData("a: [b\nc: d", "is not valid YAML")]
    public void Read_WrongRules_NameTheKeyAndWhatIsRight(string yaml, string error)
    {
        var thrown = Record.Exception(() => Read(yaml));

        Assert.Contains(
            error,
            thrown is OptionsValidationException invalid
                ? string.Join(" ", invalid.Failures)
                : Assert.IsType<CsrAgentException>(thrown).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Read_SettingAndFile_TheSettingWins()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "rules.yaml");
        File.WriteAllText(path, "default_team: from_file\nthresholds: {turn_limit: 50}");
        using var provider = new ServiceCollection()
            .AddEscalationRules()
            .Configure<EscalationRulesOptions>(o => o.Path = path)
            .Configure<EscalationOptions>(o => o.DefaultTeam = "from_setting")
            .AddEscalation()
            .BuildServiceProvider();

        var options = provider.GetRequiredService<IOptions<EscalationOptions>>().Value;

        Assert.Equal(("from_setting", 50), (options.DefaultTeam, options.TurnLimit));
    }

    [Fact]
    public void Read_MissingFile_SaysWhich()
    {
        using var provider = new ServiceCollection()
            .AddEscalationRules()
            .Configure<EscalationRulesOptions>(o => o.Path = "no-such-file.yaml")
            .AddEscalation()
            .BuildServiceProvider();

        var error = Assert.Throws<CsrAgentException>(() => provider.GetRequiredService<IOptions<EscalationOptions>>().Value);

        Assert.StartsWith("ESCALATION_RULES 'no-such-file.yaml' cannot be read", error.Message, StringComparison.Ordinal);
    }

    /// <summary>As the server does: read, then checked.</summary>
    private static EscalationRuleSet Read(string yaml)
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "rules.yaml");
        File.WriteAllText(path, yaml);
        using var provider = new ServiceCollection()
            .AddEscalationRules()
            .Configure<EscalationRulesOptions>(o => o.Path = path)
            .AddSignals()
            .AddEscalation()
            .AddHandoff()
            .BuildServiceProvider();
        return new(Value<EscalationOptions>(provider), Value<SensitiveTopicOptions>(provider), Value<HandoffOptions>(provider));
    }

    private static T Value<T>(ServiceProvider provider)
        where T : class => provider.GetRequiredService<IOptions<T>>().Value;

    private static string Json(EscalationRuleSet rules) => JsonSerializer.Serialize(rules);
}
