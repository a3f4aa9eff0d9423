using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Sentiment;
using CsrAgent.Signals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Signals;

public sealed class SignalReaderTests
{
    private static readonly SignalReader Reader = new ServiceCollection()
        .AddSignals()
        .BuildServiceProvider()
        .GetRequiredService<SignalReader>();

    [Fact]
    public void Read_OneMessage_GivesAllSignals()
    {
        var signals = Reader.Read(
            "Ich bin enttäuscht und möchte mit einem Menschen sprechen, mein Anwalt wartet schon",
            ConversationState.New
        );
        Assert.Equal(
            (SentimentLabel.Negative, "de", true, SensitiveTopics.LegalThreat),
            (signals.Mood.Sentiment, signals.Language, signals.WantsHuman, signals.Topic)
        );
        Assert.False(signals.Injection.Flagged);
    }

    [Fact]
    public void Read_QuotesAndFooters_AreNotTheCustomersWords()
    {
        var signals = Reader.Read(
            "Where is it?\nKind regards,\nAnn Lee\nLee & Lee, my lawyer\n\nOn 2 Nov 2026 at 10:15, Support wrote:\n> talk to an agent",
            ConversationState.New
        );
        Assert.Equal((false, null), (signals.WantsHuman, signals.Topic));
    }

    [Fact]
    public void Read_BurstAfterASignOff_IsRead() =>
        Assert.True(Reader.Read(["Where is it?\nKind regards,\nAnn", "I want to talk to a human"], ConversationState.New).WantsHuman);

    [Fact]
    public void Read_LostGiftCard_IsNoFraud() =>
        Assert.Equal(
            [null, SensitiveTopics.Fraud],
            from text in (string[])["I lost my gift card", "I lost my credit card"]
            select Reader.Read(text, ConversationState.New).Topic
        );

    [Theory]
    [InlineData("ok", null, "en")]
    [InlineData("ok", "fr", "fr")]
    [InlineData("Where can I find the invoice for my last order?", "fr", "en")]
    public void Read_Language_FollowsTheCustomerAndKeepsWhatIsKnown(string text, string? known, string expected) =>
        Assert.Equal(expected, Reader.Read(text, ConversationState.New with { Language = known }).Language);

    [Theory]
    [InlineData(true, Consent.Accept)]
    [InlineData(false, Consent.None)]
    public void Read_Consent_CountsOnlyAfterAnOffer(bool offered, Consent expected) =>
        Assert.Equal(expected, Reader.Read("yes please", ConversationState.New with { PersonOffered = offered }).Consent);

    [Fact]
    public void Decide_FromSignals_HandsOff()
    {
        var signals = Reader.Read("agent please", ConversationState.New);
        var rules = new EscalationRules(Options.Create(new EscalationOptions()), Options.Create(new SensitiveTopicOptions()));
        Assert.IsType<EscalationDecision.HandOff>(rules.Decide(EscalationFacts.Of(signals, ConversationState.New)));
    }

    [Fact]
    public void AddSignals_BadPhrase_SaysWhatIsWrong()
    {
        using var provider = new ServiceCollection()
            .AddSignals()
            .Configure<SensitiveTopicOptions>(options => options.Topics["x"] = new() { Keywords = { ["en"] = ["~3 a"] } })
            .BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<SensitiveTopicOptions>>().Value);

        Assert.Contains("start it with a word", error.Message, StringComparison.Ordinal);
    }
}
