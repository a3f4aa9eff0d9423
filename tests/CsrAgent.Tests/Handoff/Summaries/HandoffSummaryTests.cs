using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Handoff.Summaries;
using CsrAgent.Sentiment;
using CsrAgent.Signals;

namespace CsrAgent.Tests.Handoff.Summaries;

public sealed class HandoffSummaryTests
{
    [Fact]
    public void Compose_Facts_NamesRequestAttemptsMoodAndCustomer()
    {
        var summary = HandoffSummary.Compose(
            new HandoffFacts
            {
                Reason = EscalationReason.SensitiveTopic,
                Topic = SensitiveTopics.LegalThreat,
                Messages =
                [
                    MessageOf(MessageRole.Customer, "hi"),
                    MessageOf(MessageRole.Customer, "My refund for\norder 77 has not come"),
                    MessageOf(MessageRole.Agent, "Refunds take 5 days.") with
                    {
                        Articles = [new("kb-9", "Refund times", null, 0.9)],
                    },
                    MessageOf(MessageRole.Agent, "Refunds take 5 days, or 10 by transfer.") with
                    {
                        Articles = [new("kb-9", "Refund times", null, 0.8), new("kb-10", "Transfers", "https://example.com/kb/10", 0.7)],
                    },
                    MessageOf(MessageRole.Customer, "Then I will call my lawyer about this"),
                ],
                Moods = [0, -0.4],
                Mood = new Mood(SentimentLabel.Negative, -0.8, Emotion.Anger),
                Language = "en",
                Channel = "web",
                Customer = "ann",
                Metadata = new Dictionary<string, string> { ["plan"] = "gold", ["name"] = "Ann\nLee" },
            }
        );
        Assert.Equal(
            """
            Reason: sensitive topic (legal threat)
            Customer wants: "My refund for order 77 has not come"
            Open question: "Then I will call my lawyer about this"
            Tried: 2 answers by the agent, articles offered: "Refund times", "Transfers" (https://example.com/kb/10)
            Mood: neutral > negative > very negative (anger)
            Channel: web; customer: ann; language: en; name: Ann Lee; plan: gold
            """,
            summary
        );
    }

    [Fact]
    public void Compose_LongWords_AreShortened()
    {
        var summary = HandoffSummary.Compose(
            new HandoffFacts
            {
                Reason = EscalationReason.CustomerRequest,
                Messages = [MessageOf(MessageRole.Customer, string.Concat(Enumerable.Repeat("😀 word ", 300)))],
                Channel = "slack",
            }
        );
        Assert.Contains("…\"", summary, StringComparison.Ordinal);
        Assert.True(summary.Length < 500);
        Assert.Equal(summary, new string(summary.EnumerateRunes().SelectMany(rune => rune.ToString()).ToArray()));
    }

    [Fact]
    public void Compose_NoMessages_StillNamesTheReason()
    {
        var summary = HandoffSummary.Compose(
            new HandoffFacts
            {
                Reason = EscalationReason.Failure,
                Messages = [],
                Channel = "web",
            }
        );
        Assert.Equal("Reason: the agent could not answer because of a fault\nTried: nothing yet\nMood: neutral\nChannel: web", summary);
    }

    private static Message MessageOf(MessageRole role, string text) =>
        new()
        {
            Id = "m",
            Role = role,
            Text = text,
            At = DateTimeOffset.UnixEpoch,
        };
}
