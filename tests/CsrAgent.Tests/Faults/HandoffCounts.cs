using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Faults;

/// <summary>What the histories say of hand-offs: everything that should have happened, and what should not.</summary>
internal sealed record HandoffCounts
{
    public int Handoffs { get; set; }

    public int Kills { get; set; }

    public int CustomerMessages { get; set; }

    /// <summary>Hand-offs of which the customer was told exactly once.</summary>
    public int NotifiedOnce { get; set; }

    /// <summary>Notices that a person has joined.</summary>
    public int Claims { get; set; }

    /// <summary>Replies of people that stand in the history exactly once.</summary>
    public int RepliesOnce { get; set; }

    /// <summary>Answers of the agent while it owned the conversation.</summary>
    public int AnswersByTheAgent { get; set; }

    /// <summary>Answers of the agent while people owned it.</summary>
    public int Intrusions { get; set; }

    /// <summary>Messages that stand in the history more than once, or not at all.</summary>
    public int LostOrDoubled { get; set; }

    public override string ToString() =>
        $"{Handoffs} hand-offs, {Kills} kills: told once {NotifiedOnce}, joined {Claims}, people's replies {RepliesOnce}, customer's "
            + "messages "
            + $"{CustomerMessages}, "
        + $"agent's answers {AnswersByTheAgent}, while people owned it {Intrusions}, lost or doubled {LostOrDoubled}";

    /// <summary>One whole conversation of <see cref="HandoffKillTests"/>.</summary>
    public void Add(ChatClientAnswer history, IReadOnlyList<string> handoffs)
    {
        var messages = history
            .Is(200)["messages"]
            .EnumerateArray()
            .Select(m => (Role: m.GetProperty("role").GetString()!, Text: m.GetProperty("text").GetString()!))
            .ToList();
        Handoffs += handoffs.Distinct().Count();
        var texts = messages.Where(m => m.Role == "customer").Select(m => m.Text).ToList();
        CustomerMessages += texts.Distinct().Count();
        NotifiedOnce += messages.Count(m => HasNotice(m.Text));
        Claims += messages.Count(m => m.Text.EndsWith("has joined the conversation.", StringComparison.Ordinal));
        var replies = messages.Where(m => m.Role == "human").Select(m => m.Text).ToList();
        RepliesOnce += replies.Distinct().Count();
        LostOrDoubled += texts.Count - texts.Distinct().Count() + replies.Count - replies.Distinct().Count();
        CountAnswers(messages);
    }

    private void CountAnswers(List<(string Role, string Text)> messages)
    {
        var isWithPeople = false;
        foreach (var (role, text) in messages)
        {
            if (HasNotice(text)) isWithPeople = true;
            else if (role == "system" && text.Contains("virtual assistant again", StringComparison.Ordinal)) isWithPeople = false;
            else if (role == "agent" && isWithPeople) Intrusions++;
            else if (role == "agent") AnswersByTheAgent++;
        }
    }

    private static bool HasNotice(string text) => text.Contains("will take over here", StringComparison.Ordinal);
}
