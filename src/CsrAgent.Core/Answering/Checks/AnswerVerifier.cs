using CsrAgent.Answering.Prompt;
using CsrAgent.Languages;

namespace CsrAgent.Answering.Checks;

/// <summary>
/// Checks a complete answer before it is committed. Citations are checked separately: a wrong citation is dropped, not the answer.
/// </summary>
internal sealed class AnswerVerifier(SystemPrompt prompt, DetectLanguage? detect)
{
    private const int MinJudgedTextLength = 80;

    /// <summary>What is wrong, worded for the model, or null.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="rules">What no sentence of this turn's answer may say.</param>
    /// <param name="language">That the answer has to be in.</param>
    public AnswerFault? Check(string text, SentenceRules rules, string language)
    {
        if (prompt.Secrets.IsIn(text)) return new("Your reply contained internal instructions, which must not leave.", IsLeak: true);
        if (Sentences.Split(text).Select(rules.Check).FirstOrDefault(fault => fault is not null) is { } fault) return fault;
        if (rules.CheckEnd(text) is { } signed) return signed;
        return Spoken(text) is { } other && other != language
            ? new($"Your reply is not in the right language. Write it in {TurnBrief.LanguageName(language)}.")
            : null;
    }

    private string? Spoken(string text) => text.Length < MinJudgedTextLength ? null : detect?.Invoke(text);
}
