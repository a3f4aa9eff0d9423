using System.Buffers;

namespace CsrAgent.Languages;

/// <summary>How many letters of each script a text has. Most scripts other than Latin nearly determine the language.</summary>
internal ref struct ScriptCount(Span<int> perScript)
{
    private static readonly (char Low, char High, string Code)[] Blocks =
    [
        ('\u0370', '\u03FF', "el"),
        ('\u0400', '\u052F', "ru"),
        ('\u0530', '\u058F', "hy"),
        ('\u0590', '\u05FF', "he"),
        ('\u0600', '\u06FF', "ar"),
        ('\u0750', '\u077F', "ar"),
        ('\u0900', '\u097F', "hi"),
        ('\u0980', '\u09FF', "bn"),
        ('\u0A00', '\u0A7F', "pa"),
        ('\u0A80', '\u0AFF', "gu"),
        ('\u0B80', '\u0BFF', "ta"),
        ('\u0C00', '\u0C7F', "te"),
        ('\u0C80', '\u0CFF', "kn"),
        ('\u0D00', '\u0D7F', "ml"),
        ('\u0E00', '\u0E7F', "th"),
        ('\u0E80', '\u0EFF', "lo"),
        ('\u1000', '\u109F', "my"),
        ('\u10A0', '\u10FF', "ka"),
        ('\u1100', '\u11FF', "ko"),
        ('\u1200', '\u137F', "am"),
        ('\u1780', '\u17FF', "km"),
        ('\u1F00', '\u1FFF', "el"),
        ('\u3040', '\u30FF', "ja"),
        ('\u3130', '\u318F', "ko"),
        ('\u3400', '\u4DBF', "zh"),
        ('\u4E00', '\u9FFF', "zh"),
        ('\uAC00', '\uD7AF', "ko"),
        ('\uFB1D', '\uFB4F', "he"),
        ('\uFB50', '\uFDFF', "ar"),
    ];

    private static readonly SearchValues<char> Urdu = SearchValues.Create("ٹڈڑےںھ");
    private static readonly SearchValues<char> Persian = SearchValues.Create("پچژگ");

    private static readonly LanguageProfiles Arabic = LanguageProfiles.FromResource("Languages.arabic.txt");
    private static readonly int Japanese = Array.FindIndex(Blocks, block => block.Code == "ja");

    private readonly Span<int> _perBlock = perScript;
    private int _latin;

    /// <summary>The length of the span of counts.</summary>
    public static int Scripts => Blocks.Length;

    public int Letters { get; private set; }

    // A foreign product name does not make a sentence Latin: a character of a script without an alphabet counts as several letters.
    public readonly bool IsMostlyLatin => _latin > (Letters - _latin) * 3;

    public void Read(string text, int enough)
    {
        foreach (var c in text)
        {
            if (c < '\u0080' ? char.IsAsciiLetter(c) : c > '\u0370' || char.IsLetter(c)) Add(c);
            if (Letters == enough) break;
        }
    }

    public readonly DetectedLanguage Decide(string text)
    {
        var others = Letters - _latin;
        var code = _perBlock[Japanese] * 8 > others ? "ja" : Blocks[MostFrequent()].Code;
        code = code switch
        {
            "ru" => CyrillicMarks.Decide(text),
            "ar" => text.AsSpan().ContainsAny(Urdu) ? "ur"
            : text.AsSpan().ContainsAny(Persian) ? "fa"
            : Arabic.Likeliest(text, LanguageDetector.Enough),
            _ => code,
        };
        return new DetectedLanguage(code, others < 2 ? 0.5 : Math.Min(0.99, 0.7 + (0.3 * others / Letters) - (0.2 / others)));
    }

    private readonly int MostFrequent()
    {
        var max = 0;
        for (var i = 1; i < _perBlock.Length; i++) max = _perBlock[i] > _perBlock[max] ? i : max;
        return max;
    }

    private void Add(char c)
    {
        if (c < '\u0250' || c is >= '\u1E00' and <= '\u1EFF')
        {
            _latin++;
            Letters++;
            return;
        }

        for (var i = 0; i < Blocks.Length; i++)
        {
            if (c < Blocks[i].Low || c > Blocks[i].High) continue;
            _perBlock[i]++;
            Letters++;
            return;
        }
    }
}
