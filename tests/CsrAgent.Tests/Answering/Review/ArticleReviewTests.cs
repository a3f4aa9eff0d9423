using CsrAgent.Answering.Review;
using CsrAgent.Embeddings;
using CsrAgent.Knowledge;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

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

    /// <summary>One passage that is alike to three is one.</summary>
    [Fact]
    public async Task Run_PassageLikeSeveralOfTheOther_CountsOnce()
    {
        Holds("kb-1", Wash);
        Holds("kb-2", $"Please note: {Wash}");
        Holds("kb-2", $"Remember: {Wash}");
        Holds("kb-2", $"Important: {Wash}");

        Assert.Equal(1, Assert.Single((await RunAsync()).Duplicates).Passages);
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
        Assert.Equal(ContradictionVerdict.NotAsked, found.Verdict);
    }

    [Theory]
    [InlineData("en", "Gift cards can be exchanged for cash in every shop.", "Gift cards can't be exchanged for cash in every shop.")]
    [InlineData("de", "Gutscheine können in jedem Laden ausgezahlt werden.", "Gutscheine können in keinem Laden ausgezahlt werden.")]
    [InlineData("fr", "Les cartes sont échangées en magasin.", "Les cartes ne sont pas échangées en magasin.")]
    [InlineData("es", "Las tarjetas se cambian por dinero en tienda.", "Las tarjetas no se cambian por dinero en tienda.")]
    [InlineData("pt", "Os cartões se trocam por dinheiro no balcão.", "Os cartões não se trocam por dinheiro no balcão.")]
    [InlineData("it", "Le carte si cambiano in denaro nel negozio.", "Le carte non si cambiano in denaro nel negozio.")]
    [InlineData("nl", "Je krijgt om die reden geld terug.", "Je krijgt om die reden geen geld terug.")]
    [InlineData("pl", "Karty można wymienić na pieniądze.", "Kart nie można wymienić na pieniądze.")]
    [InlineData("sv", "Presentkort byts mot pengar i butiken.", "Presentkort byts inte mot pengar i butiken.")]
    public async Task Run_OneDeniesWhatTheOtherSays_IsAContradiction(string language, string one, string other)
    {
        Holds("kb-1", one, language: language);
        Holds("kb-2", other, language: language);

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

    /// <summary>One article must not take the report of all away.</summary>
    [Fact]
    public async Task Run_NumbersThatAreTooLong_AreNoFigures()
    {
        Holds("kb-1", $"Enter the code {new string('9', 40)}:30 of your sofa.");
        Holds("kb-2", $"Enter the code {new string('8', 40)}:30 of your sofa.");

        Assert.Empty((await RunAsync()).Contradictions);
    }

    /// <summary>A word that denies, or makes a condition, in one language is an ordinary one in another.</summary>
    [Theory]
    [InlineData("pt", "O cartão é trocado no balcão da loja.", "O cartão é trocado em balcão da loja.")]
    [InlineData("es", "La tarjeta sin saldo se cambia si la compró aquí.", "La tarjeta con saldo se cambia si la compró aquí.")]
    [InlineData("pt", "O cartão é trocado se você comprou aqui.", "O cartão não é trocado se você comprou aqui.")]
    [InlineData("it", "La carta si cambia se è nuova.", "La carta non si cambia se è nuova.")]
    [InlineData("nl", "Je krijgt geld terug als de doos dicht is.", "Je krijgt geen geld terug als de doos dicht is.")]
    [InlineData("sv", "Kortet byts om det är nytt.", "Kortet byts inte om det är nytt.")]
    [InlineData("ro", "Cardul se schimbă mai repede la magazin.", "Cardul se schimbă repede la magazin.")]
    [InlineData("tr", "Kart mağazada paraya çevrilir değil.", "Kart mağazada paraya çevrilir.")]
    public async Task Run_WordsThatDenyInAnotherLanguage_AreNone(string language, string one, string other)
    {
        Holds("kb-1", one, language: language);
        Holds("kb-2", other, language: language);

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
        var report = await RunAsync(check: true);

        Assert.Equal(3, before.Count);
        Assert.Equal(
            [
                before[0] with
                {
                    Verdict = ContradictionVerdict.Confirmed,
                },
                before[2] with
                {
                    Verdict = ContradictionVerdict.NoAnswer,
                },
            ],
            report.Contradictions
        );
        Assert.Equal(1, report.Denied);
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

        var report = await RunAsync(check: true);

        Assert.Equal((ContradictionVerdict.NoAnswer, 0), (Assert.Single(report.Contradictions).Verdict, report.Denied));
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

    /// <summary>The words that only one text has are its rarest, and lead to no other.</summary>
    [Fact]
    public void Pairs_OfTextsWithManyWordsOfTheirOwn_AreFound()
    {
        var shared = Enumerable.Range(0, 52).Select(number => $"shared{number}").ToList();
        var others = Enumerable.Range(0, 20).Select(text => Words(text, 60));

        var (first, second, likeness) = Assert.Single(
            new WordSets([Words(100, 8, shared), .. others, Words(101, 8, shared)]).Pairs(
                0.5,
                (_, _) => true,
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal((0, 21), (first, second));
        Assert.InRange(likeness, 0.7, 0.9);
    }

    /// <summary>A long article may have a word in each of its passages.</summary>
    [Fact]
    public void Pairs_BehindManyThatMayNotPair_AreFound()
    {
        var texts = Enumerable.Repeat<IReadOnlySet<string>>(new HashSet<string> { "wash", "cover", "degree" }, 102).ToList();

        var found = new WordSets(texts).Pairs(0.5, (first, second) => (first, second) is (0, 101), TestContext.Current.CancellationToken);
        var last = new WordSets(texts).Pairs(0.5, (first, second) => (first, second) is (100, 101), TestContext.Current.CancellationToken);

        Assert.Equal((0, 101), Assert.Single(found) is var pair ? (pair.First, pair.Second) : default);
        Assert.Equal((100, 101), Assert.Single(last) is var other ? (other.First, other.Second) : default);
    }

    [Fact]
    public async Task Run_MoreContradictionsThanTheModelIsAsked_SaysWhichItWasNotAsked()
    {
        for (var number = 0; number <= ContradictionCheck.MaxPairs; number++)
        {
            var letter = (char)('a' + number);
            Holds("kb-1", $"The {letter}orb and the {letter}cube last for 30 days.");
            Holds("kb-2", $"The {letter}orb and the {letter}cube last for 14 days.");
        }
        _model.Says("1: yes");

        var found = (await RunAsync(check: true, limit: 50)).Contradictions;

        Assert.Equal(
            [ContradictionVerdict.Confirmed, .. Enumerable.Repeat(ContradictionVerdict.NoAnswer, 19), ContradictionVerdict.NotAsked],
            found.Select(pair => pair.Verdict)
        );
    }

    [Fact]
    public async Task Run_WhileAnotherOneRuns_IsBusyUntilTheModelIsGivenUp()
    {
        Holds("kb-1", "You can return your sofa within 30 days.");
        Holds("kb-2", "You can return your sofa within 14 days.");
        _model.Hangs(deaf: true);
        var time = new FakeTimeProvider();
        using var review = Review(time);
        var first = review.RunAsync(20, check: true, TestContext.Current.CancellationToken);
        while (_model.Requests.IsEmpty && !first.IsCompleted) await Task.Yield();

        Assert.Null(await review.RunAsync(20, check: false, TestContext.Current.CancellationToken));
        time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(ContradictionVerdict.NoAnswer, Assert.Single((await first)!.Contradictions).Verdict);
        Assert.NotNull(await review.RunAsync(20, check: false, TestContext.Current.CancellationToken));
    }

    private static HashSet<string> Words(int text, int own, IEnumerable<string>? shared = null) =>
        [.. Enumerable.Range(0, own).Select(number => $"own{text}-{number}"), .. shared ?? []];

    private async Task<ArticleReviewReport> RunAsync(bool check = false, int limit = 20)
    {
        using var review = Review(TimeProvider.System);
        return (await review.RunAsync(limit, check, TestContext.Current.CancellationToken))!;
    }

    private ArticleReview Review(TimeProvider time) =>
        new(
            _knowledge,
            new DuplicateFinder(_embedder, time, NullLogger<DuplicateFinder>.Instance),
            new ContradictionCheck(_model, time, NullLogger<ContradictionCheck>.Instance)
        );

    private void Holds(string id, string text, string? entity = null, string language = "en") =>
        _knowledge.Holds("", new PassageHit(new Passage(id, 0, null, text), $"Title of {id}", null, language, 0) { Entity = entity });
}
