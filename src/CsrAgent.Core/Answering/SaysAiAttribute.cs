using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace CsrAgent.Answering;

/// <summary>A text that is empty or says, in one of the languages of our own texts, that no person answers.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class SaysAiAttribute : ValidationAttribute
{
    // Chinese and Japanese have no blanks: AI助手.
    private const string Letter = @"[\p{L}-[\p{IsCJKUnifiedIdeographs}\p{IsKatakana}\p{IsHiragana}]]";

    private const string Latin =
        "robot|artifi[ck]|künstlich|kunstmatig|konstgjord|automa[tí]|virtu|sanal|wirtual|sztuczn|yapay";

    private const string Others =
        "виртуал|віртуал|искусствен|штучн|人工智能|虚拟|人工知能|バーチャル|"
        + "ذكاء|افتراضي|एआई|कृत्रिम|वर्चुअल";

    public override bool IsValid(object? value) => value is null or "" || value is string text && Machine().IsMatch(text);

    public override string FormatErrorMessage(string name) =>
        "It must say that an AI answers, in a word such as 'AI', 'artificial intelligence', 'virtual assistant' or 'bot'; "
        + "leave it empty for our own wording.";

    [GeneratedRegex(
        $"(?<!{Letter})(?:AI|A\\.I\\.|KI|IA|ИИ|ШІ|(?:chat)?bot)(?!{Letter})|{Latin}|{Others}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Machine();
}
