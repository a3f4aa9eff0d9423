namespace CsrAgent.Tests.Faults.Channels;

/// <summary>
/// What stands in one conversation at the other end, message by message: an answer is known by the id that the turn of the customer's
/// message gives it. One that is there twice, or under two ids, does not make up for one that is not there.
/// </summary>
/// <param name="Doubled">What the agent wrote beyond one answer to each message.</param>
/// <param name="Missing">Messages without their answer.</param>
public readonly record struct AnswerCount(int Doubled, int Missing)
{
    /// <param name="ids">Of all that the agent wrote there; null for what is no answer, such as half of one.</param>
    /// <param name="expected">The answer's id for each message that the agent has taken; null where none has been given.</param>
    /// <param name="questions">How many messages there are.</param>
    public static AnswerCount Of(IReadOnlyCollection<string?> ids, IEnumerable<string?> expected, int questions)
    {
        var answered = expected.Distinct().Count(id => id is not null && ids.Contains(id));
        return new(ids.Count - answered, questions - answered);
    }
}
