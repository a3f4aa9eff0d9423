using CsrAgent.Answering.Review;
using CsrAgent.Embeddings;
using CsrAgent.Knowledge;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Answering.Review;

/// <summary>Articles that say the same twice, or not the same.</summary>
public sealed class ArticleReviewTests : IDisposable
{
    private const string Wash =
        "Wash the covers at thirty degrees with a mild detergent, dry them flat in the shade, and iron them from the inside only.";

    private readonly ScriptedChatClient _model = new();
    private readonly ScriptedKnowledge _knowledge = new();
    private readonly TextEmbedder _embedder = new(
        [],
        Options.Create(new EmbeddingOptions()),
        TimeProvider.System,
        NullLogger<TextEmbedder>.Instance
    );

    public void Dispose()
    {
        _embedder.Dispose();
        _model.Dispose();
    }

    [Fact]
    public async Task Run_SameTextInTwoArticles_IsADuplicateWithBothPassages()
    {
        Holds("kb-1", Wash);
        Holds("kb-2", $"Please note: {Wash}");
        Holds("kb-3", "Our shops in the city are open from Monday to Saturday, and you may bring your dog along with you.");

        var pair = Assert.Single((await RunAsync()).Duplicates);

        Assert.Equal(("kb-1", "kb-2", 1), (pair.First.ArticleId, pair.Second.ArticleId, pair.Passages));
        Assert.Equal(Wash, pair.First.Text);
        Assert.InRange(pair.Similarity, 0.75, 1);
    }

    [Fact]
    public async Task Run_SameTextAboutTwoHotels_IsNoDuplicate()
    {
        Holds("kb-1", Wash, entity: "Hotel Adler");
        Holds("kb-2", Wash, entity: "Hotel Bellevue");

        Assert.Empty((await RunAsync()).Duplicates);
    }

    [Theory]
    [InlineData("You can return your sofa within 30 days of delivery.", "You can return a sofa within 14 days of delivery.")]
    [InlineData("You can return your sofa within thirty days.", "You can return your sofa within 14 days.")]
    [InlineData("Express delivery of a sofa costs $25.", "The express delivery of a sofa costs $19.90.")]
    [InlineData("Kunden zahlen für die Lieferung einer Lampe 5 Euro.", "Kunden zahlen für die Lieferung einer Lampe 7 Euro.", "de")]
    public async Task Run_SameSentenceWithOtherFigures_IsAContradiction(string one, string other, string language = "en")
    {
        Holds("kb-1", one, language: language);
        Holds("kb-2", other, language: language);

        var found = Assert.Single((await RunAsync()).Contradictions);

        Assert.Equal((ContradictionKind.Figures, one, other), (found.Kind, found.First.Text, found.Second.Text));
        Assert.Null(found.IsConfirmed);
    }

    [Fact]
    public async Task Run_OneDeniesWhatTheOtherSays_IsAContradiction()
    {
        Holds("kb-1", "Gift cards can be exchanged for cash in every shop.");
        Holds("kb-2", "Gift cards can't be exchanged for cash in every shop.");

        Assert.Equal(ContradictionKind.YesOrNo, Assert.Single((await RunAsync()).Contradictions).Kind);
    }

    [Theory]
    [InlineData("Delivery of a sofa takes 2 days.", "Delivery of a sofa takes 48 hours.")]
    [InlineData("Delivery of a sofa takes 2 to 5 days.", "Delivery of a sofa takes up to 5 days.")]
    [InlineData("Delivery of a sofa to Germany takes 3 days.", "Delivery of a sofa to Austria takes 5 days.")]
    [InlineData("You can return your sofa within 30 days.", "You can pay your invoice within 14 days.")]
    [InlineData("You can return your sofa within 30 days.", "You can return your sofa within 30 days.")]
    [InlineData("3. Choose a reason and confirm it.", "2. Choose a reason and confirm it.")]
    [InlineData("You can pay with up to 5 gift cards.", "You can pay with gift cards in 3 shops.")]
    [InlineData("If you have no account, write to us about your order.", "If you have an account, write to us about your order.")]
    [InlineData("There is usually nothing to refund for an order.", "There is usually no refund for an order.")]
    [InlineData("Refunds of an order take 5 to 7 days.", "Refunds of an order take 7 or 5 days.")]
    public async Task Run_SentencesThatAgree_AreNone(string one, string other)
    {
        Holds("kb-1", one);
        Holds("kb-2", other);

        Assert.Empty((await RunAsync()).Contradictions);
    }

    [Fact]
    public async Task Run_FiguresInOneArticle_AreNoContradictionBetweenArticles()
    {
        Holds("kb-1", "Express delivery of a sofa takes 2 days.");
        Holds("kb-1", "Express delivery of a sofa takes 4 days.");

        Assert.Empty((await RunAsync()).Contradictions);
    }

    [Fact]
    public async Task Run_ModelIsAsked_KeepsWhatItConfirmsAndWhatItSaysNothingOf()
    {
        Holds("kb-1", "You can return your sofa within 30 days. Standard shipping costs 5 dollars. The warranty of a lamp lasts 2 years.");
        Holds("kb-2", "You can return your sofa within 14 days. Standard shipping costs 7 dollars. The warranty of a lamp lasts 5 years.");
        _model.Says("1: yes\n2: no");

        var before = (await RunAsync()).Contradictions;
        var found = (await RunAsync(check: true)).Contradictions;

        Assert.Equal(3, before.Count);
        Assert.Equal([before[0] with { IsConfirmed = true }, before[2]], found);
        var request = Assert.Single(_model.Requests);
        Assert.Contains(before[0].First.Text, request.LastText, StringComparison.Ordinal);
        Assert.DoesNotContain("sofa", request.Messages[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ModelFails_KeepsAllCandidates()
    {
        Holds("kb-1", "You can return your sofa within 30 days.");
        Holds("kb-2", "You can return your sofa within 14 days.");
        _model.Fails(new InvalidOperationException("down"));

        Assert.Null(Assert.Single((await RunAsync(check: true)).Contradictions).IsConfirmed);
    }

    [Fact]
    public async Task Run_MorePassagesThanAreCompared_SaysSo()
    {
        for (var number = 0; number <= ArticleReview.MaxPassages; number++) Holds($"kb-{number}", "Short.");

        var report = await RunAsync();

        Assert.Equal((ArticleReview.MaxPassages, false), (report.Passages, report.IsWhole));
    }

    /// <summary>Of a thousand texts with the same words, each is compared with a bounded number of others.</summary>
    [Fact]
    public void Pairs_OfManyEqualTexts_AreBounded()
    {
        var compared = 0;
        var texts = Enumerable.Repeat<IReadOnlySet<string>>(new HashSet<string> { "wash", "cover", "degree" }, 1_000).ToList();

        var found = new WordSets(texts).Pairs(0.5, (_, _) => ++compared > 0, TestContext.Current.CancellationToken).Count();

        Assert.InRange(found, 999, 40 * 1_000);
        Assert.InRange(compared, found, 40 * 1_000);
    }

    private async Task<ArticleReviewReport> RunAsync(bool check = false)
    {
        using var review = new ArticleReview(
            _knowledge,
            new DuplicateFinder(_embedder, TimeProvider.System, NullLogger<DuplicateFinder>.Instance),
            new ContradictionCheck(_model, TimeProvider.System, NullLogger<ContradictionCheck>.Instance)
        );
        return await review.RunAsync(20, check, TestContext.Current.CancellationToken);
    }

    private void Holds(string id, string text, string? entity = null, string language = "en") =>
        _knowledge.Holds("", new PassageHit(new Passage(id, 0, null, text), $"Title of {id}", null, language, 0) { Entity = entity });
}
