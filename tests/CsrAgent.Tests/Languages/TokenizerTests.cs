using CsCheck;
using CsrAgent.Languages;

namespace CsrAgent.Tests.Languages;

public sealed class TokenizerTests
{
    private static readonly TokenRules[] All =
    [
        TokenRules.Features,
        TokenRules.Patterns,
        TokenRules.Wording,
        TokenRules.Stems,
        TokenRules.Bare,
    ];

    [Theory]
    [InlineData("don't l'agent", "don't|l'agent")]
    [InlineData("that´s d’accord", "that´s|d’accord")]
    [InlineData("the customers' t-shirt - new", "the|customers|t-shirt|new")]
    [InlineData("re\u200Bfunded", "re\u200Bfunded")]
    [InlineData("मेरा पार्सल", "मेरा|पार्सल")]
    [InlineData("ขอบคุณ", "ขอบคุณ")]
    [InlineData("done🎉now", "done|now")]
    public void Next_Phrases_GivesWholeWords(string text, string words) =>
        Assert.Equal(words, Words(text, TokenRules.Wording));

    [Theory]
    [InlineData("don't l'article", "don|t|l|article")]
    [InlineData("check-in at 3.50", "check|in|at|3|50")]
    public void Next_Bare_BreaksAtEverySign(string text, string words) => Assert.Equal(words, Words(text, TokenRules.Bare));

    [Theory]
    [InlineData("don't l'agent", "don't|l|agent")]
    [InlineData("我要人工", "我|要|人|工")]
    [InlineData("pin:3456", "pin|3456")]
    public void Next_Patterns_JoinsContractionsOnly(string text, string words) => Assert.Equal(words, Words(text, TokenRules.Patterns));

    [Theory]
    [InlineData("at 3.50 or 10:15", "at|3.50|or|10:15")]
    [InlineData("#help me", "help|me")]
    public void Next_Features_JoinsDecimals(string text, string words) => Assert.Equal(words, Words(text, TokenRules.Features));

    [Theory]
    [InlineData("ask @anna", "Word Mention")]
    [InlineData("see https://x.example/a?b!", "Word Link")]
    [InlineData("ok :-) 👍 <3", "Word Symbol Symbol Symbol")]
    [InlineData("what?! no!! why?", "Word BangQuestion Word Bang Word Question")]
    [InlineData("well... end. a,\"b\"", "Word Ellipsis Word Stop Word Comma Quote Word Quote")]
    [InlineData("(a) — b", "Other Word Other Other Word")]
    public void Next_Features_NamesTheKinds(string text, string kinds) => Assert.Equal(kinds, Kinds(text, TokenRules.Features));

    [Theory]
    [InlineData("stop ! ? now", "Word Question Word")]
    [InlineData("see shop.example.", "Word Word Other Word Stop")]
    [InlineData("یہ ہے۔ ہاں", "Word Word Stop Word")]
    public void Next_Patterns_JoinsARowOfMarks(string text, string kinds) => Assert.Equal(kinds, Kinds(text, TokenRules.Patterns));

    [Fact]
    public void Next_AnyText_MovesOnAndStaysInside() =>
        Gen.String.Sample(text => Assert.All(All, rules => Assert.True(Advances(text, rules), text)));

    [Fact]
    public void Next_AnyRules_AllocatesNothing()
    {
        Count();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Count();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Count()
        {
            foreach (var rules in All)
            {
                var tokenizer = new Tokenizer("Hello @you, don't ship order 55213 to https://x.example!! मेरा 我 😡 :)", rules);
                while (tokenizer.Next(out _)) { }
            }
        }
    }

    private static bool Advances(string text, TokenRules rules)
    {
        var end = 0;
        foreach (var token in Tokens(text, rules))
        {
            if (token.Length == 0 || token.Start < end || token.End > text.Length) return false;
            end = token.End;
        }

        return true;
    }

    private static string Words(string text, TokenRules rules) =>
        string.Join('|', Tokens(text, rules).Where(token => token.Kind == TokenKind.Word).Select(token => text[token.Start..token.End]));

    private static string Kinds(string text, TokenRules rules) => string.Join(' ', Tokens(text, rules).Select(token => token.Kind));

    private static List<Token> Tokens(string text, TokenRules rules)
    {
        var tokenizer = new Tokenizer(text, rules);
        var tokens = new List<Token>();
        while (tokenizer.Next(out var token)) tokens.Add(token);
        return tokens;
    }
}
