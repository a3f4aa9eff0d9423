using System.Globalization;
using CsrAgent.Privacy;

namespace CsrAgent.Tests.Privacy;

/// <summary>What people, forms and programs put between, before and behind the digits of a card.</summary>
public sealed class CardSpellingTests
{
    private static readonly Redactor Redactor = new([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);
    private static readonly string Token = Redactor.Redact("4111111111111111").Text;

    public static TheoryData<string> Separators =>
        [
            .. (
                ", |，|、|。|:| : |; |+|=|~|\\|'|\"|)(|] [|}{|x| x |#|&|^|`|→|…|・|/|_|*|🙂|&nbsp;|&#160;|&#xA0;|%20|<br>|<br/>|"
                + "</b> <b>|\\n|\\u00a0|\n> |\u115F|\u1160|\u3164|\uFFA0|\U000E0020|\u2800|\u180E| then | and | und | dann | y | et "
            ).Split('|'),
            "|",
        ];

    [Theory]
    [MemberData(nameof(Separators))]
    public void Redact_AnySeparator_FindsTheCard(string separator)
    {
        var spelt = string.Join(separator, "4111", "1111", "1111", "1111");
        Assert.Equal($"Pay {Token} please", Redactor.Redact($"Pay {spelt} please").Text);
        Assert.StartsWith("[card:", Redactor.Redact(string.Join(separator, "3782", "822463", "10005")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("&#{0};")]
    [InlineData("&#0{0};")]
    [InlineData("&#x{1};")]
    [InlineData("%{1}")]
    [InlineData(@"\u00{1}")]
    public void Redact_EncodedDigits_FindsTheCard(string digit)
    {
        var spelt = string.Concat("4111111111111111".Select(c => string.Format(CultureInfo.InvariantCulture, digit, (int)c, $"{+c:x}")));

        Assert.Equal($"Pay {Token} please", Redactor.Redact($"Pay {spelt} please").Text);
        Assert.Equal($"Pay {Token} please", Redactor.Redact($"Pay 4111 1111 1111 111{spelt[^(spelt.Length / 16)..]} please").Text);
    }

    [Theory]
    [InlineData("4111111111111111 12/27 123", " 12/27 [cvv]")]
    [InlineData("411111111111111112/27", "12/27")]
    [InlineData("41111111111111111227", "1227")]
    [InlineData("41111111111111111227123", "")]
    [InlineData("4111111111111111/123", "/[cvv]")]
    [InlineData("4111 1111 1111 111112/27", "12/27")]
    [InlineData("4111111111111111exp12/27", "exp12/27")]
    [InlineData("4111111111111111 1227 123, thanks", " 1227 [cvv], thanks")]
    [InlineData("4111111111111111cvv123", "cvv[cvv]")]
    [InlineData("4111111111111111 validité 12/27 crypto 123", " validité 12/27 crypto [cvv]")]
    [InlineData("4111111111111111 2027-12 123", " 2027-12 [cvv]")]
    public void Redact_ExpiryAndCodeWrittenOn_LeavesNoCard(string text, string rest) =>
        Assert.Equal(Token + rest, Redactor.Redact(text).Text);

    [Theory]
    [InlineData("my card 41111111111111111234")]
    [InlineData("41111111111111115555555555554444")]
    [InlineData("4111111111111111,5555555555554444")]
    [InlineData("%204111111111111111")]
    [InlineData("card%204111%201111%201111%201111")]
    [InlineData("\\u00204111111111111111")]
    [InlineData("%224111111111111111%22")]
    [InlineData("四一一一一一一一一一一一一一一一")]
    [InlineData("肆壹壹壹 壹壹壹壹 壹壹壹壹 壹壹壹壹")]
    [InlineData("four one one one, one one one one, one one one one, one one one one")]
    [InlineData("Four triple one double one double one double one double one double one double one")]
    [InlineData("vier eins eins eins eins eins eins eins eins eins eins eins eins eins eins eins")]
    [InlineData("4111 1111 then 1111 1111")]
    [InlineData("my card starts with 4111 1111 and it ends with 1111 1111")]
    [InlineData("4１1１ 1１1１ 1１1１ 1１1１")]
    [InlineData("¹4111111111111111²")]
    [InlineData("my card is 4111 1111 11\n> 11 1111")]
    [InlineData("card 4,111,111,111,111,111")]
    [InlineData("card 4.111.111.111.111.111")]
    [InlineData("quattro uno uno uno uno uno uno uno uno uno uno uno uno uno uno uno")]
    [InlineData("cztery jeden jeden jeden jeden jeden jeden jeden jeden jeden jeden jeden jeden jeden jeden jeden")]
    [InlineData("here you go: 4111, 1111, 1111, 11, 11")]
    [InlineData("4111/1111/1111/11/11 thanks")]
    [InlineData("my card is 41111*1111111*1111")]
    [InlineData("> my card is 411111111=\n> 1111111\nOn Monday Ann wrote")]
    [InlineData("4l1111111111I111")]
    [InlineData("my card four one one one one one one one one one one one 1111")]
    [InlineData("card: first four 4111, second four 1111, third 1111, last four 1111")]
    [InlineData("1) 4111 2) 1111 3) 1111 4) 1111")]
    [InlineData("1. 4111\n2. 1111\n3. 1111\n4. 1111")]
    [InlineData("#1 4111 #2 1111 #3 1111 #4 1111")]
    [InlineData("a) 4111 b) 1111 c) 1111 d) 1111")]
    [InlineData("card1=4111111111111111")]
    [InlineData("the first half 4111 1111\nand the second half: 1111 1111")]
    [InlineData("first 8 digits 41111111\nit goes on 11111111")]
    [InlineData("erste Hälfte 4111 1111\nzweite Hälfte 1111 1111")]
    [InlineData("4111 (visa) 1111 1111 1111")]
    [InlineData("4111 1111 [mastercard] 1111 1111")]
    public void Redact_OddWayToWriteIt_LeavesNoCard(string text)
    {
        var redacted = Redactor.Redact(text);
        Assert.Contains(redacted.Findings, finding => finding.Type == PiiType.Card);
        Assert.DoesNotMatch(@"1{5}|1111 ?1111|一一一一一|(one\W+){5}|5555", redacted.Text);
    }

    [Theory]
    [InlineData("40、12、88、88、88、88、18、81")]
    [InlineData("4O12888888881881")]
    [InlineData("4O12 8888 8888 1881")]
    [InlineData("4+2222+2222+2222")]
    [InlineData("4...2222...2222...2222")]
    public void Redact_OddMarksOrLetters_FindTheCard(string text) => Assert.True(Redactor.HasCard(text));

    [Theory]
    [InlineData("我的账户DE89370400440532013000谢谢")]
    [InlineData("我的账户DE89 3704 0044 0532 0130 00谢谢")]
    [InlineData("IBAN:DE89&nbsp;3704&nbsp;0044&nbsp;0532&nbsp;0130&nbsp;00")]
    [InlineData("iban=DE89%203704%200044%200532%200130%2000")]
    [InlineData("DE89<br>3704<br>0044<br>0532<br>0130<br>00")]
    public void Redact_IbanInAnyText_IsFound(string text)
    {
        var finding = Assert.Single(Redactor.Redact(text).Findings);

        Assert.Equal(PiiType.Iban, finding.Type);
    }

    [Theory]
    [InlineData("my card 3598 0000 0000 0005")]
    [InlineData("Maestro 5800000000000004")]
    [InlineData("7992739871000004 is my card number")]
    [InlineData("Kreditkartennummer: 1234567890128")]
    [InlineData("我的卡号 1234567890128")]
    public void Redact_RightCheckDigitBesideAWordForACard_IsACard(string text) =>
        Assert.Contains(Redactor.Redact(WithRightDigit(text)).Findings, finding => finding.Type == PiiType.Card);

    [Theory]
    [InlineData("order 1234567890128")]
    [InlineData("barcode 4222222222222")]
    [InlineData("My order 170-6714556-2849938 has not arrived")]
    [InlineData("100l 200l 300l 400l")]
    [InlineData("my card was charged for order 1234567890128")]
    [InlineData("SIM card 8944500000000000001")]
    [InlineData("38 0019 0005 0000 0000")]
    [InlineData("steps 4 5 6 7 8 9 10 11 12 13")]
    [InlineData("one two three four five six seven eight nine")]
    [InlineData("1) 2024 2) 2025 3) 2026 4) 2027")]
    [InlineData("Order 1) 4821 2) 9932 3) 1123 4) 8871")]
    [InlineData("jeden dwa trzy cztery pięć sześć siedem osiem dziewięć")]
    public void Redact_RightCheckDigitAlone_IsNone(string text) => Assert.Empty(Redactor.Redact(text).Findings);

    /// <summary>The digits of each have the first ones, the length and the check digit of a card.</summary>
    [Theory]
    [InlineData("s-5831026983844993ab69a89f8bde48af")]
    [InlineData("s-5d6a78a6ea4949459017772fd988f1ed")]
    [InlineData("a455e768-4969-4368-9305-3b8893dc42d2")]
    [InlineData("user:c52faabc-e2ce-4630-9681-85272f1b6725")]
    [InlineData("235e085f5bcd676176930722")]
    [InlineData("4755998935667b5a2deb09d8")]
    [InlineData("fc7fa313e5a9fa1fa6c4017556899409e2241d5abb29e8d63d12119e4193a7aa")]
    [InlineData("T0X2ZISI80:C0VPM2JN67:1764476675.245410")]
    public void Redact_RandomId_HasNoCard(string id)
    {
        Assert.False(Redactor.HasCard(id));
        Assert.Empty(Redactor.Redact($"My order {id} is late").Findings);
    }

    [Theory]
    [InlineData("cafe4111111111111111")]
    [InlineData("s-4111111111111111ab69a89")]
    [InlineData("4111-1111-1111-1111-fade")]
    [InlineData("decade4111111111111111 facade")]
    public void Redact_CardBesideAFewLetters_IsACard(string text) => Assert.True(Redactor.HasCard(text));

    [Fact]
    public void Redact_LookAlikes_Survive()
    {
        using var stream = typeof(CardSpellingTests).Assembly.GetManifestResourceStream("look-alikes.txt")!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.True(lines.Length >= 300);
        Assert.DoesNotContain(lines, line => Redactor.Redact(line).Findings.Any(finding => finding.Type == PiiType.Card));
    }

    // The last digit of the text's only number is set right.
    private static string WithRightDigit(string text)
    {
        var last = text.LastIndexOfAny([.. "0123456789"]);
        return Enumerable
            .Range(0, 10)
            .Select(digit => text[..last] + digit + text[(last + 1)..])
            .First(candidate => PassesLuhn([.. candidate.Where(char.IsAsciiDigit).Select(c => c - '0').Reverse()]));
    }

    private static bool PassesLuhn(int[] reversed) =>
        reversed
            .Select(
                (digit, i) =>
                    i % 2 == 0 ? digit
                    : digit > 4 ? (2 * digit) - 9
                    : 2 * digit
            )
            .Sum() % 10
        == 0;
}
