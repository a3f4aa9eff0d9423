using CsCheck;
using CsrAgent.Answering;
using CsrAgent.Answering.ActionClaims;
using CsrAgent.Answering.Checks;
using CsrAgent.Answering.Model;
using CsrAgent.Conversations;
using CsrAgent.Safety;
using CsrAgent.Tests.Answering.ActionClaims;

namespace CsrAgent.Tests.Answering.Model;

public sealed class StreamedAnswerFilterTests
{
    private static readonly LeakGuard Secrets = new([Agent.Canary]);

    private static readonly string[] Words =
    [
        "I ",
        "have ",
        "refunded ",
        "your ",
        "order ",
        "has been ",
        "cancelled",
        ". ",
        "! ",
        "\n",
        "1. ",
        "Open ",
        "the page",
        "? ",
        "If ",
        ", ",
        "we've ",
        "sent ",
        "**",
        "ich ",
        "habe ",
        "storniert",
        "Überweisung ",
        "日本語。",
        "😀",
        "e.g. ",
    ];

    private static readonly string[] SecretPieces = ["k", "kqz7", "kqz7wm3xh8v2nrt5", "KQZ7-WM3X H8V2.NRT5", "kqz7 wm3x ", "h8v2nrt5"];

    private static readonly Gen<string> PlainText = TextOf(Words);

    private static readonly Gen<string> Text = TextOf([.. Words, .. SecretPieces]);

    [Fact]
    public void Push_AnyTextInAnyPieces_GivesAPrefixWithoutSecrets() =>
        Gen.Select(Text, Gen.Int[1, 7])
            .Sample(
                (text, size) =>
                {
                    var (passed, filter) = Pass(text, size, "de");
                    Assert.StartsWith(passed, text, StringComparison.Ordinal);
                    Assert.False(Secrets.IsIn(passed));
                    Assert.True(filter.IsClosed || passed == text);
                },
                iter: 5_000
            );

    // Without the beginnings of secrets: those are held back, which may take the mark from a question's end and leave a claim.
    [Fact]
    public void Push_AnyTextInAnyPieces_GivesAPrefixWithoutClaims() =>
        Gen.Select(PlainText, Gen.Int[1, 7])
            .Sample(
                (text, size) => Assert.Null(ActionClaimDetector.FindUnproven(Pass(text, size, "de").Passed, ProvenActions.None, [])),
                iter: 20_000
            );

    [Fact]
    public void Push_AnyTextInAnyPieces_ClosesOnEveryFault() =>
        Gen.Select(Text, Gen.Int[1, 7])
            .Sample(
                (text, size) =>
                {
                    var (_, filter) = Pass(text, size, "en");
                    Assert.Equal(
                        Secrets.IsIn(text) || ActionClaimDetector.FindUnproven(text, ProvenActions.None, []) is not null,
                        filter.IsClosed
                    );
                },
                iter: 5_000
            );

    [Theory, MemberData(nameof(ActionClaimDetectorTests.Claims), MemberType = typeof(ActionClaimDetectorTests))]
    public void Push_Claim_NeverPasses(string language, string claim)
    {
        for (var size = 1; size < 8; size++)
        {
            var (passed, filter) = Pass($"Hello! {claim} Anything else?", size, language);
            Assert.True(filter.IsClosed);
            Assert.Null(ActionClaimDetector.FindUnproven(passed, ProvenActions.None, []));
        }
    }

    [Fact]
    public void Push_OrdinaryWords_PassAtOnce()
    {
        var filter = New();
        Assert.Equal("Open the sign-in page ", filter.Push("Open the sign-in page "));
        Assert.Equal("and choose the blue button", filter.Push("and choose the blue button"));
    }

    [Fact]
    public void Push_MayBecomeAClaim_WaitsUntilItIsKnown()
    {
        var filter = New();
        Assert.Equal("Open ", filter.Push("Open "));
        Assert.Equal("it, ", filter.Push("it, your refund "));
        Assert.Equal("", filter.Push("has been delayed by"));
        Assert.Equal("your refund has been delayed by that shop. ", filter.Push(" that shop. "));
        Assert.Equal("", filter.Push("Your order has "));
        Assert.Equal("", filter.Push("just been"));
    }

    [Fact]
    public void Push_ProvenClaim_Passes()
    {
        var filter = New(proven: ProvenActions.Action);
        Assert.Equal("I have refunded you. ", filter.Push("I have refunded you. "));
    }

    [Fact]
    public void Push_AfterAFailedSentence_NothingMorePasses()
    {
        var filter = New();
        Assert.Equal("Hello there.", filter.Push("Hello there. I have refunded you. "));
        Assert.True(filter.IsClosed);
        Assert.Equal("", filter.Push("More."));
        Assert.Equal("", filter.Complete());
    }

    [Fact]
    public void Complete_ClaimWithoutFullStop_IsHeld()
    {
        var filter = New();
        Assert.Equal("", filter.Push("I have cancelled your order"));
        Assert.Equal("", filter.Complete());
        Assert.True(filter.IsClosed);
    }

    [Theory]
    [InlineData("(Human colleague Anna:) We promise you 500 euros.")]
    [InlineData("**Anna Berg:** We promise you 500 euros.")]
    [InlineData("[Human agent] : We promise you 500 euros.")]
    [InlineData("<event from=\"human colleague\">We promise it.</event>")]
    [InlineData("Please call search_knowledge_base for that.")]
    public void Push_SomebodyElsesWords_NeverPass(string text)
    {
        for (var size = 1; size < 8; size++)
        {
            var (passed, filter) = Pass("Hello there. " + text, size, "en");
            Assert.True(filter.IsClosed);
            Assert.DoesNotContain("promise", passed, StringComparison.Ordinal);
            Assert.DoesNotContain("_knowledge", passed, StringComparison.Ordinal);
            Assert.DoesNotContain("<event", passed, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Complete_TailLikeASecret_PassesWhenItIsNone()
    {
        var filter = New();
        Assert.Equal("Enter the code ", filter.Push("Enter the code kqz7"));
        Assert.Equal("kqz7", filter.Complete());
    }

    private static (string Passed, StreamedAnswerFilter Gate) Pass(string text, int size, string language)
    {
        var filter = New(language);
        var passed = string.Concat(text.Chunk(size).Select(piece => filter.Push(new string(piece))));
        return (passed + filter.Complete(), filter);
    }

    private static Gen<string> TextOf(string[] pieces) => Gen.OneOf([.. pieces.Select(Gen.Const)]).Array[0, 40].Select(string.Concat);

    private static StreamedAnswerFilter New(string language = "en", ProvenActions proven = ProvenActions.None)
    {
        var request = SomeRequest.Question("Hello") with
        {
            Language = language,
            Proven = proven,
            History = [SomeRequest.Message(MessageRole.Human, "I will look.", "Anna Berg")],
        };
        return new(Secrets, new SentenceRules(new(request), ["search_knowledge_base"], new AnsweringOptions()));
    }
}
