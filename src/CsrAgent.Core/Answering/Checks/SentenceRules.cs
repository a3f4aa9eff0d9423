using System.Buffers;
using CsrAgent.Answering.ActionClaims;

namespace CsrAgent.Answering.Checks;

/// <summary>
/// What no sentence of an answer may say, checked the same way in the complete answer and while it streams: unproven claims, text in
/// somebody else's name, the names of tools, links and numbers that the model was not given.
/// </summary>
internal sealed class SentenceRules(TurnFindings findings, IEnumerable<string> toolNames, AnsweringOptions options)
{
    private static readonly SearchValues<char> BeforeNames = SearchValues.Create(" \n`*\"'(");

    private readonly StatedFacts _facts = new(() => findings.Sources, findings.Request.Language);
    private readonly FactSubjects _subjects = new(
        () => findings.Passages,
        () => findings.Sources,
        findings.Request.Language,
        findings.Request.Messages[^1]
    );
    private readonly QuotedPassages _quoted = new(() => findings.Passages);
    private readonly ForgedVoice _forged = new(findings.Request.History);
    private readonly FalsePerson _person = new(options.AgentName, options.CompanyName);

    // A tool whose name is an everyday word may be mentioned.
    private readonly string[] _toolNames = [.. toolNames.Where(name => name.Contains('_', StringComparison.Ordinal))];

    /// <summary>What is wrong with the sentence, worded for the model, or null.</summary>
    public AnswerFault? Check(string sentence)
    {
        if (_forged.IsIn(sentence) || _person.IsIn(sentence))
        {
            return new("Your reply was written in somebody else's name. Speak as the assistant only, without a speaker's label or mark.");
        }
        if (InnerText.IsIn(sentence) && !_quoted.HaveWords(sentence))
        {
            return new("Your reply showed your reasoning or a tool call as text. Write only what the customer is to read.");
        }
        if (NamesTool(sentence))
        {
            return new("Your reply named a tool. Call the tool itself where you need it, and never mention it.");
        }
        if (!_quoted.HaveWords(sentence) && FindWrongFact(sentence) is { } wrong) return wrong;
        return !_quoted.HaveSentences(sentence) && ActionClaimDetector.IsUnproven(sentence, findings.AllProven, findings.Passages)
            ? new(
                $"Your reply says that something was done or will be done, but no tool result shows it: \"{sentence}\" "
                    + "Do not claim or promise it. Explain what the customer can do, or offer a colleague."
            )
            : null;
    }

    private AnswerFault? FindWrongFact(string sentence)
    {
        if (_facts.FindUnbacked(sentence) is { } fact)
        {
            return new(
                $"Your reply states \"{fact}\", which stands in no passage, no tool result and nothing that was said. Leave out what "
                    + "you were not given, or say that you do not know it."
            );
        }
        return _subjects.FindMisplaced(sentence) is { } misplaced
            ? new(
                $"Your reply states \"{misplaced}\" of something else than the passage does: \"{sentence}\" State it only of what the "
                    + "passage says it of, or say that you do not know it."
            )
            : null;
    }

    private bool NamesTool(string sentence)
    {
        if (!sentence.Contains('_', StringComparison.Ordinal)) return false;
        foreach (var name in _toolNames)
        {
            if (sentence.Contains(name, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>What is wrong with the end of a complete answer, worded for the model, or null.</summary>
    public AnswerFault? CheckEnd(string text) =>
        _person.HasSigned(text) ? new("Your reply was signed with a person's name. Do not sign it, or only as the assistant.") : null;

    /// <summary>True if a signature may follow: from there on, the answer is shown only when it is complete.</summary>
    public static bool IsClosing(string sentence) => Signature.IsClosing(sentence);

    /// <summary>From which position an incomplete sentence must be held back until it is complete; its length if none.</summary>
    /// <param name="passed">Everything before this position has already been shown.</param>
    public int HoldFrom(string sentence, int passed)
    {
        // What has passed cannot start a claim, but its last word may continue.
        var from = passed;
        while (from > 0 && Clause.IsWordPart(sentence[from - 1])) from--;
        var claim = ActionClaimDetector.HoldFrom(sentence, from, findings.Request.Language);
        int[] holds =
        [
            claim,
            _forged.HoldFrom(sentence),
            FalsePerson.HoldFrom(sentence),
            InnerText.HoldFrom(sentence),
            _facts.HoldFrom(sentence),
            _subjects.HoldFrom(sentence),
            HoldFromName(sentence),
        ];
        return holds.Min();
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
