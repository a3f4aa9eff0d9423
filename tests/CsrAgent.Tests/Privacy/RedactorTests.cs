using System.Globalization;
using System.Text;
using CsCheck;
using CsrAgent.Privacy;

namespace CsrAgent.Tests.Privacy;

public sealed class RedactorTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly Redactor Redactor = new(Key);

    [Theory]
    [InlineData("4111111111111111")]
    [InlineData("4111 1111 1111 1111")]
    [InlineData("4111-1111-1111-1111")]
    [InlineData("4111.1111.1111.1111")]
    [InlineData("4111,1111,1111,1111")]
    [InlineData("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1")]
    [InlineData("411111 1111111111")]
    [InlineData("4111\u00A01111\u202F1111\u20031111")]
    [InlineData("4111\u200B1111\u200B1111\u200B1111")]
    [InlineData("4111\n1111\n1111\n1111")]
    [InlineData("4111 –1111 – 1111 — 1111")]
    [InlineData("４１１１ １１１１ １１１１ １１１１")]
    [InlineData("4️⃣1️⃣1️⃣1️⃣ 1️⃣1️⃣1️⃣1️⃣ 1️⃣1️⃣1️⃣1️⃣ 1️⃣1️⃣1️⃣1️⃣")]
    public void Redact_OneCardInManySpellings_GivesOneToken(string spelling)
    {
        var token = Redactor.Redact("4111111111111111").Text;
        Assert.Matches(@"^\[card:tok_[a-z]{12} 1111\]$", token);
        Assert.Equal($"Card {token}, please", Redactor.Redact($"Card {spelling}, please").Text);
    }

    [Theory]
    [InlineData("5555555555554444")]
    [InlineData("2223003122003222")]
    [InlineData("378282246310005")]
    [InlineData("6011111111111117")]
    [InlineData("30569309025904")]
    [InlineData("3530111333300000")]
    [InlineData("6200000000000005")]
    [InlineData("6759649826438453")]
    [InlineData("2200123456789010")]
    [InlineData("6521111111111117")]
    [InlineData("4222222222222")]
    public void Redact_CardOfEachScheme_IsReplaced(string card) =>
        Assert.StartsWith("[card:", Redactor.Redact(WithRightDigit(card)).Text, StringComparison.Ordinal);

    [Fact]
    public void Redact_GeneratedCards_NeverSurvive() =>
        CardNumbers.Spelt.Sample(
            spelt => !DigitsOf(Redactor.Redact(spelt.Text).Text).Contains(spelt.Card[..^4], StringComparison.Ordinal),
            iter: 20_000
        );

    [Fact]
    public void Redact_TwoCardsInOneRow_LeavesNeither()
    {
        var text = Redactor.Redact("4111 1111 1111 1111 5555 5555 5555 4444").Text;
        Assert.DoesNotContain("4111", text, StringComparison.Ordinal);
        Assert.DoesNotContain("5555", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Redact_OtherKey_GivesOtherToken() =>
        Assert.NotEqual(Redactor.Redact("4111111111111111").Text, new Redactor([.. Key.Reverse()]).Redact("4111111111111111").Text);

    [Fact]
    public void Constructor_ShortKey_SaysWhatToGive() =>
        Assert.Contains("16", Assert.Throws<ArgumentException>(() => new Redactor([1, 2])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Order 1234567890123456 has not arrived")]
    [InlineData("Order 9876543210987650 passes no scheme")]
    [InlineData("order 7992739871234567")]
    [InlineData("Order number 1111222233334444")]
    [InlineData("UPS 1Z999AA10123456784")]
    [InlineData("UPS 1Z4111111111111111")]
    [InlineData("USPS 9400 1000 0000 0000 0000 00")]
    [InlineData("USPS 9400111899223197428490")]
    [InlineData("USPS 92055901755477000271990251")]
    [InlineData("FedEx 449044304137821 or 123456789012")]
    [InlineData("DHL 1234567890, JD014600003838273823")]
    [InlineData("long 41111111111111112345678")]
    [InlineData("call +1 (555) 123-4567 or +49 1512 3456789")]
    [InlineData("on 2026-11-22 15:31:20.123456")]
    [InlineData("Ids: 4523, 1234, 8876, 2231")]
    [InlineData("id 550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("Paid $1,234.56 on 12/10/2026, invoice 2026-000123")]
    [InlineData("I forgot my password")]
    [InlineData("reset my password please")]
    [InlineData("my password is not working")]
    [InlineData("my password is wrong")]
    [InlineData("My password is too short")]
    [InlineData("the password isn't accepted")]
    [InlineData("What is my password?")]
    [InlineData("password reset for order 12345")]
    [InlineData("Mein Passwort ist falsch")]
    [InlineData("Ich habe mein Passwort vergessen")]
    [InlineData("mi contraseña no funciona")]
    [InlineData("mot de passe oublié")]
    [InlineData("Your password is at least 8 characters")]
    [InlineData("is the password case sensitive")]
    [InlineData("the security code 123456 has not come")]
    [InlineData("Where do I find the cvv?")]
    [InlineData("the bearer of bad news and a risk-averse task-force")]
    [InlineData("sk-learn is a library")]
    [InlineData("GB29NWBK60161331926818")]
    [InlineData("part 000-12-3456 and 666-12-3456")]
    [InlineData("1-123-45-6789")]
    [InlineData("my gift card code is 1234 5678 9012 3456")]
    public void Redact_HarmlessText_StaysAsItIs(string text)
    {
        var redaction = Redactor.Redact(text);
        Assert.Equal(text, redaction.Text);
        Assert.Empty(redaction.Findings);
    }

    [Fact]
    public void Redact_RandomOrderNumbers_Survive()
    {
        var number = Gen.Select(
            CardNumbers.Pick("1", "7", "0", "90", "99"),
            Gen.Int[0, 9].Array[8, 18],
            (start, rest) => start + string.Concat(rest)
        );
        number
            .Where(text => !text.StartsWith("1800", StringComparison.Ordinal))
            .Sample(text => Redactor.Redact($"Order {text}?").Text == $"Order {text}?", iter: 10_000);
    }

    [Fact]
    public void Redact_RandomTrackingNumbers_Survive()
    {
        var ups = Gen.Select(Gen.Char["0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"].Array[16], chars => "1Z" + new string(chars));
        var usps = Gen.Select(
            CardNumbers.Pick("9400", "9205", "9361", "9470"),
            Gen.Int[0, 9].Array[18],
            (start, rest) => start + string.Concat(rest)
        );
        var fedEx = Gen.Select(
            Gen.Int[1, 9].Where(first => first != 5 && first != 6),
            Gen.Int[0, 9].Array[11],
            (first, rest) => first + string.Concat(rest)
        );
        Gen.OneOf(ups, usps, fedEx).Sample(text => Redactor.Redact($"Where is {text} now").Findings.Count == 0, iter: 10_000);
    }

    [Theory]
    [InlineData("my cvv is 123", "my cvv is [cvv]")]
    [InlineData("CVC: 1234.", "CVC: [cvv].")]
    [InlineData("security code: 1234", "security code: [cvv]")]
    [InlineData("123 is my cvv", "[cvv] is my cvv")]
    [InlineData("Sicherheitscode 987", "Sicherheitscode [cvv]")]
    [InlineData("SSN 123-45-6789", "SSN [ssn]")]
    [InlineData("it is 123-45-6789 ok", "it is [ssn] ok")]
    [InlineData("my social security number is 123456789", "my social security number is [ssn]")]
    [InlineData("ssn: 123 45 6789", "ssn: [ssn]")]
    [InlineData("pay to DE89 3704 0044 0532 0130 00 please", "pay to [iban] please")]
    [InlineData("GB29NWBK60161331926819", "[iban]")]
    [InlineData("iban fr1420041010050500013m02606.", "iban [iban].")]
    [InlineData("key sk-ant-api03-AbCdEf0123456789_-xyzXYZ", "key [secret]")]
    [InlineData("ghp_0123456789abcdefghijABCDEFGHIJ012345 leaked", "[secret] leaked")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "[secret]")]
    [InlineData("xoxb-1234567890-abcdefghijkl", "[secret]")]
    [InlineData("Authorization: Bearer abcdefghijklmnop1234", "Authorization: Bearer [secret]")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-DEF_123 end", "[secret] end")]
    [InlineData("a -----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY----- b", "a [secret] b")]
    [InlineData("api key: a1b2c3d4e5f6", "api key: [secret]")]
    [InlineData("my password is hunter2", "my password is [password]")]
    [InlineData("My password is sunshine.", "My password is [password].")]
    [InlineData("pwd: x", "pwd: [password]")]
    [InlineData("password=abc!def", "password=[password]")]
    [InlineData("password for my account is hunter2, help", "password for my account is [password], help")]
    [InlineData("password hunter2", "password [password]")]
    [InlineData("the password is \"correct horse battery\" ok", "the password is \"[password]\" ok")]
    [InlineData("Mein Passwort lautet Sommer2024!", "Mein Passwort lautet [password]!")]
    [InlineData("Passwort: geheim", "Passwort: [password]")]
    [InlineData("mi contraseña es perro123", "mi contraseña es [password]")]
    [InlineData("mon mot de passe est soleil12", "mon mot de passe est [password]")]
    [InlineData("minha senha é gato99", "minha senha é [password]")]
    [InlineData("la mia password è gatto99", "la mia password è [password]")]
    [InlineData("mijn wachtwoord is fiets12", "mijn wachtwoord is [password]")]
    [InlineData("my PIN is 4711", "my PIN is [password]")]
    public void Redact_Secret_IsMasked(string text, string expected) => Assert.Equal(expected, Redactor.Redact(text).Text);

    [Fact]
    public void Redact_CodeBehindCardAndExpiry_IsMasked() =>
        Assert.EndsWith(" 12/27 [cvv]", Redactor.Redact("4111 1111 1111 1111 12/27 123").Text, StringComparison.Ordinal);

    [Fact]
    public void Redact_Findings_CountInTheOriginal()
    {
        const string text = "Card 4111 1111 1111 1111 and ssn 123-45-6789";
        var findings = Redactor.Redact(text).Findings;
        Assert.Equal([PiiType.Card, PiiType.Ssn], findings.Select(finding => finding.Type));
        Assert.Equal(["4111 1111 1111 1111", "123-45-6789"], findings.Select(finding => text.Substring(finding.Start, finding.Length)));
    }

    [Fact]
    public void Redact_Twice_ChangesNothingMore()
    {
        var part = Gen.OneOf(
            CardNumbers.Spelt.Select(spelt => spelt.Text),
            CardNumbers.Pick(
                "password",
                " is ",
                ":",
                "pwd ",
                "cvv 12",
                "3",
                "hunter2",
                " ssn ",
                "123-45-6789",
                "DE89370400440532013000",
                "Bearer ",
                "sk-ant-",
                "abcdefghij0123456789",
                "eyJ.a.",
                "[",
                "]",
                "\"",
                "'",
                " ",
                "\n",
                "1Z",
                "+49",
                "4",
                "-----BEGIN PRIVATE KEY-----",
                "[card:tok_abcdefghijkl 1111]",
                "🙂",
                "\uD83D",
                "@",
                "my "
            ),
            Gen.String[Gen.Char["0123456789 -.:[]abz=\"\n\u200B"], 0, 20]
        );
        part.Array[1, 8]
            .Select(string.Concat)
            .Sample(
                text =>
                {
                    var once = Redactor.Redact(text).Text;
                    return Redactor.Redact(once).Text == once;
                },
                print: text => $"{text}\n> {Redactor.Redact(text).Text}\n> {Redactor.Redact(Redactor.Redact(text).Text).Text}",
                iter: 20_000
            );
    }

    [Theory]
    [InlineData("4 ")]
    [InlineData("4111 ")]
    [InlineData("sk-")]
    [InlineData("eyJ-")]
    [InlineData("password-")]
    [InlineData("password:")]
    [InlineData("-----BEGIN ")]
    [InlineData("a@")]
    [InlineData("GB29 ")]
    [InlineData("cvv 1 ")]
    public void Redact_HugeHostileText_EndsAndIsStable(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length));
        var once = Redactor.Redact(text).Text;
        Assert.Equal(once, Redactor.Redact(once).Text);
    }

    [Fact]
    public void Redact_AnyText_ThrowsNothingAndFindsInOrder() =>
        Gen.String.Sample(text =>
        {
            var findings = Redactor.Redact(text).Findings;
            return findings.Zip(findings.Skip(1)).All(pair => pair.First.End <= pair.Second.Start);
        });

    [Theory]
    [InlineData("write to anna.smith+x@example.co.uk now", "write to [email] now")]
    [InlineData("me @ example.com or me%40example.com or me&#64;example.com", "[email] or [email] or [email]")]
    [InlineData("\"john doe\"@example.com and ann@[192.0.2.1]", "[email] and [email]")]
    [InlineData("it starts at 10.30 @ 5.50 each", "it starts at 10.30 @ 5.50 each")]
    [InlineData("call +49 30 1234567 or (555) 123-4567", "call [phone] or [phone]")]
    [InlineData("my number is 5551234567", "my number is [phone]")]
    [InlineData("ext. 4587 or my extension is 458. Durchwahl: 12345", "ext. [phone] or my extension is [phone]. Durchwahl: [phone]")]
    [InlineData("you can call me at x4587", "you can call me at x[phone]")]
    [InlineData("warranty extension 2026, 2 x 4587, model x4587", "warranty extension 2026, 2 x 4587, model x4587")]
    [InlineData("order 123456 of 2026-11-22 15:31", "order 123456 of 2026-11-22 15:31")]
    public void LogMask_EmailAndPhone_AreMaskedToo(string text, string expected) =>
        Assert.Equal(expected, new LogMask(Redactor).Mask(text));

    private static string WithRightDigit(string card) =>
        Enumerable
            .Range(0, 10)
            .Select(last => card[..^1] + last)
            .First(number =>
                number
                    .Reverse()
                    .Select(
                        (c, i) =>
                            i % 2 == 0 ? c - '0'
                            : (c - '0') * 2 > 9 ? ((c - '0') * 2) - 9
                            : (c - '0') * 2
                    )
                    .Sum() % 10
                == 0
            );

    private static string DigitsOf(string text)
    {
        var digits = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(text, i) is >= 0 and var value) digits.Append(value);
        }
        return digits.ToString();
    }
}
