using CsCheck;
using CsrAgent.Answering;
using CsrAgent.Answering.Deeds;
using CsrAgent.Safety;

namespace CsrAgent.Tests.Answering;

public sealed class StreamGateTests
{
    private static readonly LeakGuard _secrets = new([Agent.Canary]);

    private static readonly string[] _words =
    [
        "I ", "have ", "refunded ", "your ", "order ", "has been ", "cancelled", ". ", "! ", "\n", "1. ", "Open ", "the page", "? ", "If ", ", ", "we've ", "sent ",
        "**", "ich ", "habe ", "storniert", "Überweisung ", "日本語。", "😀", "e.g. ",
    ];

    private static readonly string[] _secretPieces = ["k", "kqz7", "kqz7wm3xh8v2nrt5", "KQZ7-WM3X H8V2.NRT5", "kqz7 wm3x ", "h8v2nrt5"];

    private static readonly Gen<string> _plainText = TextOf(_words);

    private static readonly Gen<string> _text = TextOf([.. _words, .. _secretPieces]);

    [Fact]
    public void Push_AnyTextInAnyPieces_GivesAPrefixWithoutSecrets() => Gen.Select(_text, Gen.Int[1, 7]).Sample((text, size) =>
    {
        var (passed, gate) = Pass(text, size, "de");
        Assert.StartsWith(passed, text, StringComparison.Ordinal);
        Assert.False(_secrets.IsIn(passed));
        Assert.True(gate.IsClosed || passed == text);
    }, iter: 5_000);

    // Without the beginnings of secrets: those are held back, which may take the mark from a question's end and leave a claim.
    [Fact]
    public void Push_AnyTextInAnyPieces_GivesAPrefixWithoutClaims() => Gen.Select(_plainText, Gen.Int[1, 7]).Sample((text, size) =>
        Assert.Null(DeedClaims.FindUnproven(Pass(text, size, "de").Passed, DeedProof.None, [])), iter: 20_000);

    [Fact]
    public void Push_AnyTextInAnyPieces_ClosesOnEveryFault() => Gen.Select(_text, Gen.Int[1, 7]).Sample((text, size) =>
    {
        var (_, gate) = Pass(text, size, "en");
        Assert.Equal(_secrets.IsIn(text) || DeedClaims.FindUnproven(text, DeedProof.None, []) is not null, gate.IsClosed);
    }, iter: 5_000);

    [Theory, MemberData(nameof(DeedClaimsTests.Claims), MemberType = typeof(DeedClaimsTests))]
    public void Push_Claim_NeverPasses(string language, string claim)
    {
        for (var size = 1; size < 8; size++)
        {
            var (passed, gate) = Pass($"Hello! {claim} Anything else?", size, language);
            Assert.True(gate.IsClosed);
            Assert.Null(DeedClaims.FindUnproven(passed, DeedProof.None, []));
        }
    }

    [Fact]
    public void Push_OrdinaryWords_PassAtOnce()
    {
        var gate = New();
        Assert.Equal("Open the sign-in page ", gate.Push("Open the sign-in page "));
        Assert.Equal("and select Forgot password", gate.Push("and select Forgot password"));
    }

    [Fact]
    public void Push_MayBecomeAClaim_WaitsForTheSentence()
    {
        var gate = New();
        Assert.Equal("Your refund ", gate.Push("Your refund has been "));
        Assert.Equal("", gate.Push("delayed by that shop"));
        Assert.Equal("has been delayed by that shop. ", gate.Push(". "));
    }

    [Fact]
    public void Push_ProvenClaim_Passes()
    {
        var gate = new StreamGate(_secrets, "en", sentence => DeedClaims.IsUnproven(sentence, DeedProof.Action, []));
        Assert.Equal("I have refunded you. ", gate.Push("I have refunded you. "));
    }

    [Fact]
    public void Push_AfterAFailedSentence_NothingMorePasses()
    {
        var gate = New();
        Assert.Equal("Hello there.", gate.Push("Hello there. I have refunded you. "));
        Assert.True(gate.IsClosed);
        Assert.Equal("", gate.Push("More."));
        Assert.Equal("", gate.Complete());
    }

    [Fact]
    public void Complete_ClaimWithoutFullStop_IsHeld()
    {
        var gate = New();
        Assert.Equal("", gate.Push("I have cancelled your order"));
        Assert.Equal("", gate.Complete());
        Assert.True(gate.IsClosed);
    }

    [Fact]
    public void Complete_TailLikeASecret_PassesWhenItIsNone()
    {
        var gate = New();
        Assert.Equal("The code is ", gate.Push("The code is kqz7"));
        Assert.Equal("kqz7", gate.Complete());
    }

    private static (string Passed, StreamGate Gate) Pass(string text, int size, string language)
    {
        var gate = New(language);
        var passed = string.Concat(text.Chunk(size).Select(piece => gate.Push(new string(piece))));
        return (passed + gate.Complete(), gate);
    }

    private static Gen<string> TextOf(string[] pieces) => Gen.OneOf([.. pieces.Select(Gen.Const)]).Array[0, 40].Select(string.Concat);

    private static StreamGate New(string language = "en") => new(_secrets, language, sentence => DeedClaims.IsUnproven(sentence, DeedProof.None, []));
}
