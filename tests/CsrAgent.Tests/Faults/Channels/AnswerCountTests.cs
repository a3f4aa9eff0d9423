namespace CsrAgent.Tests.Faults.Channels;

/// <summary>What the suite of killed servers would say of an agent that answers one question twice, and another one never.</summary>
public sealed class AnswerCountTests
{
    [Theory]
    [InlineData(new[] { "a", "b" }, 0, 0)]
    [InlineData(new[] { "b", "a" }, 0, 0)]
    [InlineData(new[] { "a", "a" }, 1, 1)]
    [InlineData(new[] { "a", "other" }, 1, 1)]
    [InlineData(new[] { "a", null }, 1, 1)]
    [InlineData(new[] { "a", "b", "b" }, 1, 0)]
    [InlineData(new[] { "a", "b", "other" }, 1, 0)]
    [InlineData(new[] { "a", "b", null }, 1, 0)]
    [InlineData(new[] { "a" }, 0, 1)]
    [InlineData(new string?[0], 0, 2)]
    public void Of_TwoQuestions_TellsDoubledFromMissing(string?[] ids, int doubled, int missing) =>
        Assert.Equal(new AnswerCount(doubled, missing), AnswerCount.Of(ids, ["a", "b"], 2));

    /// <summary>One answer to both, or a message that the agent never took.</summary>
    [Theory]
    [InlineData(new[] { "a" }, new[] { "a", "a" })]
    [InlineData(new[] { "a" }, new[] { "a", null })]
    [InlineData(new[] { "a" }, new[] { "a" })]
    public void Of_TwoQuestionsAndOneTurn_OneIsMissing(string?[] ids, string?[] expected) =>
        Assert.Equal(new AnswerCount(0, 1), AnswerCount.Of(ids, expected, 2));
}
