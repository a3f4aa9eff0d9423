using System.Globalization;
using CsCheck;
using CsrAgent.Privacy;

namespace CsrAgent.Tests.Privacy;

/// <summary>A card number that a customer sends in several messages, cut anywhere.</summary>
public sealed class CardPartsTests
{
    private static readonly Redactor Redactor = new([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    private static readonly string[] First =
    [
        "my card is {0}",
        "{0}",
        "Karte {0}",
        "the number starts with {0}",
        "4-digit groups: {0}",
        "我的卡号{0}",
    ];

    private static readonly string[] Next =
    [
        "{0}",
        "{0} thanks",
        "then {0}",
        "rest: {0}",
        "{0} sorry, hit enter",
        "{0}, 12/27",
        "continued {0} ok",
        "后面是{0}",
    ];

    private static readonly string[] Between = ["one sec", "sorry typing on my phone", "where was I"];

    private static readonly Gen<string[]> Messages = Gen.Select(
        CardNumbers.Number,
        Gen.Int[1, 15].Array[1, 3],
        CardNumbers.Pick("", " ", "-", ".", ", "),
        Gen.Int[0, 99].Array[8],
        Write
    );

    // By chance, one in some thousands reads as the number of an account.
    [Fact]
    public void RedactNext_NumberCutAnywhere_IsNeverWhole() =>
        Messages.Sample(messages => Assert.Contains(Stored(messages), text => text.Contains("[card:") || text.Contains("[iban]")));

    [Theory]
    [InlineData("4111 1111\nthanks", "1111 1111\nthanks")]
    [InlineData("4111 1111\nregards Ann", "1111 1111")]
    [InlineData("my card 4111 1111, I bought 2 shirts", "1111 1111")]
    [InlineData("first 8 digits 41111111", "last 8 digits 11111111")]
    [InlineData("4012 8888", "it goes on 8888 and then", "1881")]
    [InlineData("my card is five five five five five five five five", "five five five five four four four four")]
    public void RedactNext_WordsBesideTheParts_HideNothing(params string[] messages) =>
        Assert.Contains(Stored(messages), text => text.Contains("[card:", StringComparison.Ordinal));

    [Theory]
    [InlineData("order 4821334", "it cost 49.99", "and I live at 10115 Berlin")]
    [InlineData("my number is 0664 1234567", "order 90210442", "thanks")]
    [InlineData("I bought 3 mugs on 12/11/2026", "2 of them broke", "order no 4012888888881")]
    [InlineData("2 pairs of size 42", "ref 4411-20", "by 12/12/2026 please")]
    public void RedactNext_SeveralNumbers_AreKept(params string[] messages) => Assert.Equal(messages, Stored(messages));

    private static List<string> Stored(string[] messages)
    {
        var stored = new List<string>();
        foreach (var message in messages) stored.Add(Redactor.RedactNext([.. stored], message).Text);
        return stored;
    }

    private static string[] Write(string card, int[] cuts, string gap, int[] choices)
    {
        int[] places = [0, .. cuts.Where(cut => cut < card.Length).Distinct().Order(), card.Length];
        var messages = new List<string>();
        for (var part = 0; part + 1 < places.Length; part++)
        {
            var digits = string.Join(gap, card[places[part]..places[part + 1]].Chunk(4).Select(group => new string(group)));
            var phrases = part == 0 ? First : Next;
            messages.Add(string.Format(CultureInfo.InvariantCulture, phrases[choices[part] % phrases.Length], digits));
        }

        if (choices[^1] < 30) messages.Insert(1, Between[choices[^2] % Between.Length]);
        return [.. messages];
    }
}
