using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Checks;

/// <summary>Coupons and order numbers that an answer names. A source has to have them as they are written.</summary>
internal static partial class Codes
{
    /// <summary>The first that no source has, or null.</summary>
    /// <param name="text">A sentence, without its links.</param>
    /// <param name="sources">All that the model was given.</param>
    public static string? FindUnknown(string text, IReadOnlyList<SourceText> sources) =>
        Code().Matches(text).Select(code => code.Value).FirstOrDefault(code => !sources.Any(source => source.Contains(code)))
        ?? CouponInLetters()
            .Matches(text)
            .Select(coupon => coupon.Groups["code"].Value)
            .FirstOrDefault(code => !sources.Any(source => source.ContainsExactly(code)));

    /// <summary>Coupons and order numbers: capitals with at least two digits.</summary>
    [GeneratedRegex(@"(?<![\w-])(?=[A-Z0-9-]*[A-Z][A-Z0-9-]*\d)(?=(?:[A-Z-]*\d){2})[A-Z0-9][A-Z0-9-]{4,}(?![\w-])")]
    private static partial Regex Code();

    /// <summary>Coupons in capitals alone: "voucher WELCOME".</summary>
    [GeneratedRegex(
        @"(?<!\p{L})(?i:(?:gutschein|rabatt|promo(?:tion)?|discount|kortings|coupon|voucher)?-?code|voucher|coupon|gutschein"
            + @"|cupón|código|codice|cupom|buono|bon d['’]achat|kod|код|промокод)"
            + @"(?i:\s(?:code|promo|is|ist|lautet|es|è|é|est))?[\s:""'“”„«*`]{1,4}(?<code>[A-Z]{5,})(?!\p{L})"
    )]
    private static partial Regex CouponInLetters();
}
