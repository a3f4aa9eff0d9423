using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Grounded;

/// <summary>"Yes", "exactly": what was said is what was meant, and nothing is asked.</summary>
internal static partial class BareYes
{
    public static bool Is(string text) => Yes().IsMatch(text);

    [GeneratedRegex(
        @"^\W*(?:(?:yes|yeah|yep|yup|exactly|correct|right|that['’]s (?:it|right|what i meant)|ja|genau|richtig|stimmt"
            + @"|oui|exact(?:ement)?|c['’]est ça|s[ií]|exacto|correcto|eso es|sim|isso|exato|esatto|giusto|jazeker|klopt"
            + @"|precies|tak|dokładnie|zgadza się|да|верно|так|саме так|precis|stämmer|evet|aynen|doğru"
            + @"|是的?|对的?|はい|そうです|نعم|صحيح|हाँ|हां|जी)[\s,.!、。]*){1,3}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Yes();
}
