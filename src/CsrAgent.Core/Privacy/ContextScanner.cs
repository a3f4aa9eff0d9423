using System.Buffers;
using CsrAgent.Languages;
using CsrAgent.Languages.Patterns;

namespace CsrAgent.Privacy;

/// <summary>
/// Finds secrets that only the words before them reveal: passwords, card codes, keys, social security numbers without dashes. A statement
/// about a password ("is wrong", "is too short") reveals none.
/// </summary>
internal static class ContextScanner
{
    private static readonly TextPatterns Book = TextPatterns.FromResource("Privacy.contexts.txt");

    // Beginnings of the announcements: nearly all texts contain none, and need not be split into words.
    private static readonly SearchValues<string> Hints = SearchValues.Create(
        [
            "pass",
            "pwd",
            "pswd",
            "kennw",
            "zugangsc",
            "contrase",
            "clave",
            "mdp",
            "senha",
            "palavra",
            "parola",
            "wachtw",
            "losenord",
            "lösenord",
            "adgangsk",
            "kodeord",
            "has\u0142o",
            "haslo",
            "heslo",
            "jelsz",
            "sifre",
            "\u015Fifre",
            "mat khau",
            "mật",
            "sandi",
            "パスワ",
            "密码",
            "密碼",
            "비밀번",
            "парол",
            "pin",
            "geheimz",
            "cvv",
            "cvc",
            "csc",
            "cvn",
            "code",
            "prufz",
            "prüfz",
            "nummer",
            "digo",
            "cryptog",
            "codice",
            "sakerhets",
            "säkerhets",
            "kod",
            "安全",
            "セキュ",
            "ssn",
            "social",
            "soc",
            "key",
            "token",
            "secret",
        ],
        StringComparison.OrdinalIgnoreCase
    );

    public static void Scan(string text, List<PiiMatch> matches)
    {
        if (!text.AsSpan().ContainsAny(Hints)) return;
        var words = Words.Of(text);
        var hits = Book.Find(words);
        var read = new ContextReader(words, hits);
        var done = 0;
        foreach (var hit in hits)
        {
            if (words.StartOf(hit.Start) < done || Read(read, hit) is not { } secret) continue;
            matches.Add(secret);
            done = secret.End;
        }
    }

    private static PiiMatch? Read(ContextReader read, PatternMatch hit) =>
        hit.Label switch
        {
            "password" => read.Password(hit) is { } at ? new PiiMatch(PiiType.Password, at.Start, at.End, "[password]") : null,
            "cvv" => read.Code(hit) is { } at ? new PiiMatch(PiiType.Cvv, at.Start, at.End, "[cvv]") : null,
            "ssn" => read.Ssn(hit) is { } at ? new PiiMatch(PiiType.Ssn, at.Start, at.End, "[ssn]") : null,
            "key" => read.Key(hit) is { } at ? new PiiMatch(PiiType.Secret, at.Start, at.End, "[secret]") : null,
            _ => null,
        };
}
