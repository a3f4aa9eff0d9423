using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Sentiment;
using CsrAgent.Signals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Escalation;

public sealed class EscalationRulesTests
{
    private readonly EscalationOptions _options = new();
    private readonly SensitiveTopicOptions _topics = new();

    [Fact]
    public void Decide_NothingSpecial_StaysWithTheAgent() => Assert.IsType<EscalationDecision.None>(Decide(new()));

    [Fact]
    public void Decide_WantsHuman_HandsOff() =>
        Assert.Equal(
            new EscalationDecision.HandOff(EscalationReason.CustomerRequest, "support", EscalationPriority.Normal),
            Decide(new() { WantsHuman = true })
        );

    [Theory]
    [InlineData(true, Consent.Accept, true)]
    [InlineData(false, Consent.Accept, false)]
    [InlineData(true, Consent.None, false)]
    [InlineData(true, Consent.Decline, false)]
    public void Decide_AnswerToAnOffer_HandsOffOnlyWhenItWasMadeAndTaken(bool offered, Consent consent, bool handsOff) =>
        Assert.Equal(
            handsOff,
            Decide(new() { PersonOffered = offered, Consent = consent })
                is EscalationDecision.HandOff { Reason: EscalationReason.CustomerRequest }
        );

    [Fact]
    public void Decide_SensitiveTopic_GoesToItsTeamWithItsPriority()
    {
        _topics.Topics[SensitiveTopics.Fraud].Team = "risk";
        Assert.Equal(
            new EscalationDecision.HandOff(EscalationReason.SensitiveTopic, "risk", EscalationPriority.Urgent),
            Decide(new() { Topic = SensitiveTopics.Fraud, WantsHuman = true })
        );
    }

    [Fact]
    public void Decide_TeamOfAReason_TakesItsHandOffs()
    {
        _options.Reasons[EscalationReason.NegativeTrend].Team = "care";
        Assert.Equal("care", Assert.IsType<EscalationDecision.HandOff>(Decide(Moods(-0.8, -0.4, -0.4, -0.4))).Team);
        Assert.Equal("support", Assert.IsType<EscalationDecision.HandOff>(Decide(new() { WantsHuman = true })).Team);
    }

    [Theory]
    [InlineData(true, -0.4, -0.4, -0.4)]
    [InlineData(true, 0.5, -0.4, -0.5, -0.4)]
    [InlineData(true, -0.8, -0.85)]
    [InlineData(false, -0.85, -0.8)]
    [InlineData(false, -0.4, -0.4)]
    [InlineData(false, -0.4, 0.0, -0.4)]
    [InlineData(false, -0.9)]
    [InlineData(false, -0.4, -0.4, -0.4, 0.2)]
    [InlineData(false, -0.2, -0.2, -0.2, -0.2)]
    public void Decide_NegativeTrend_HandsOff(bool handsOff, params double[] moods) =>
        Assert.Equal(
            handsOff,
            Decide(Moods(moods)) is EscalationDecision.HandOff { Reason: EscalationReason.NegativeTrend, Priority: EscalationPriority.High }
        );

    [Theory]
    [InlineData(EscalationReason.ModelRequest)]
    [InlineData(EscalationReason.Policy)]
    public void Decide_AgentRequestsAPerson_HandsOffWithItsReason(EscalationReason reason) =>
        Assert.Equal(reason, Assert.IsType<EscalationDecision.HandOff>(Decide(new() { RequestedReason = reason })).Reason);

    [Fact]
    public void Decide_AFailedAction_HandsOff() =>
        Assert.Equal(
            EscalationReason.ActionFailed,
            Assert.IsType<EscalationDecision.HandOff>(Decide(new() { ActionFailed = true })).Reason
        );

    [Fact]
    public void HandOff_AFailedTurn_GoesWhereItsRouteSays()
    {
        Assert.Equal((EscalationReason.Failure, _options.DefaultTeam), Parts(Rules.HandOff(EscalationReason.Failure)));
        _options.Reasons[EscalationReason.Failure] = new EscalationRoute { Team = "engineers" };
        Assert.Equal((EscalationReason.Failure, "engineers"), Parts(Rules.HandOff(EscalationReason.Failure)));

        static (EscalationReason, string) Parts(EscalationDecision.HandOff handOff) => (handOff.Reason, handOff.Team);
    }

    [Theory]
    [InlineData(1, 0, 0, null)]
    [InlineData(2, 0, 0, EscalationReason.LowConfidence)]
    [InlineData(0, 1, 0, null)]
    [InlineData(0, 2, 0, EscalationReason.RepeatedQuestion)]
    [InlineData(0, 0, 99, null)]
    [InlineData(0, 0, 100, EscalationReason.TurnLimit)]
    public void Decide_SoftReasons_OnlyOffer(int lowConfidence, int repeats, int turns, EscalationReason? reason)
    {
        var decision = Decide(
            new()
            {
                LowConfidenceRun = lowConfidence,
                RepeatRun = repeats,
                Turns = turns,
            }
        );
        Assert.Equal(reason, (decision as EscalationDecision.Offer)?.Reason);
        Assert.IsNotType<EscalationDecision.HandOff>(decision);
    }

    [Fact]
    public void Decide_OfferJustDeclined_IsNotMadeAgainAtOnce() =>
        Assert.IsType<EscalationDecision.None>(
            Decide(
                new()
                {
                    LowConfidenceRun = 3,
                    PersonOffered = true,
                    Consent = Consent.Decline,
                }
            )
        );

    private static EscalationFacts Moods(params double[] moods) =>
        new() { Moods = moods[..^1], Mood = new Mood(SentimentLabel.Neutral, moods[^1], Emotion.Neutral) };

    [Fact]
    public void AddEscalation_BadOptions_SayWhatIsWrong()
    {
        Assert.Contains("ESCALATION_TURN_LIMIT", ErrorOf(options => options.TurnLimit = 0), StringComparison.Ordinal);
        Assert.Contains("ESCALATION_VERY_NEGATIVE_SCORE", ErrorOf(options => options.VeryNegativeScore = -0.2), StringComparison.Ordinal);
    }

    private static string ErrorOf(Action<EscalationOptions> configure)
    {
        using var provider = new ServiceCollection().AddEscalation().Configure(configure).BuildServiceProvider();
        return Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<EscalationOptions>>().Value).Message;
    }

    private EscalationRules Rules => new(Options.Create(_options), Options.Create(_topics));

    private EscalationDecision Decide(EscalationFacts facts) => Rules.Decide(facts);
}
