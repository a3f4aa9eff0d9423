using System.Buffers;
using CsrAgent.Answering.ActionClaims;

namespace CsrAgent.Answering.Checks;

/// <summary>
/// What no sentence of an answer may say, checked alike in the whole answer and while it streams: claims that nothing shows, words in
/// somebody else's name, the names of tools.
/// </summary>
internal sealed class SentenceRules(TurnFindings findings, IEnumerable<string> toolNames)
{
    private static readonly SearchValues<char> BeforeNames = SearchValues.Create(" \n`*\"'(");

    private readonly ForgedVoice _forged = new(findings.Request.History);

    // A tool whose name is an everyday word may well be spoken of.
    private readonly string[] _toolNames = [.. toolNames.Where(name => name.Contains('_', StringComparison.Ordinal))];

    /// <summary>What is wrong with the sentence, in words for the model; null when nothing is.</summary>
    public AnswerFault? Check(string sentence)
    {
        if (_forged.IsIn(sentence))
        {
            return new("Your reply was written in somebody else's name. Speak as the assistant only, without a speaker's label or mark.");
        }
        if (_toolNames.Any(name => sentence.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            return new("Your reply named a tool. Call the tool itself where you need it, and never mention it.");
        }
        return ActionClaimDetector.IsUnproven(sentence, findings.AllProven, findings.Passages)
            ? new(
                $"Your reply says that something was done or will be done, but no tool result shows it: \"{sentence}\" "
                    + "Do not claim or promise it. Explain what the customer can do, or offer a colleague."
            )
            : null;
    }

    /// <summary>From where on a growing sentence has to wait until it is whole; its length when it need not.</summary>
    /// <param name="passed">What precedes this place is out already.</param>
    public int HoldFrom(string sentence, int passed)
    {
        // What passed already opens nothing, but its last word may go on.
        var from = passed;
        while (from > 0 && Clause.IsWordPart(sentence[from - 1])) from--;
        var claim = from + ActionClaimDetector.HoldFrom(sentence.AsSpan(from), findings.Request.Language);
        return Math.Min(Math.Min(claim, _forged.HoldFrom(sentence)), HoldFromName(sentence));
    }

    private int HoldFromName(string sentence)
    {
        var start = sentence.AsSpan().LastIndexOfAny(BeforeNames) + 1;
        var hold = sentence.Length;
        foreach (var name in _toolNames)
        {
            if (sentence.IndexOf(name, StringComparison.OrdinalIgnoreCase) is >= 0 and var at) hold = Math.Min(hold, at);
            if (start < hold && name.AsSpan().StartsWith(sentence.AsSpan(start), StringComparison.OrdinalIgnoreCase)) hold = start;
        }

        return hold;
    }
}
