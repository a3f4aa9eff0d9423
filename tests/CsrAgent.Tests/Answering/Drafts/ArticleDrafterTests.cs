using System.Text;
using CsrAgent.Adapters.Documents;
using CsrAgent.Answering.Drafts;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Embeddings;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Knowledge.Vectors;
using CsrAgent.Languages;
using CsrAgent.Privacy;
using CsrAgent.Tests.Knowledge.Gaps;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Answering.Drafts;

/// <summary>From a group of questions to a file that people complete.</summary>
public sealed class ArticleDrafterTests : IDisposable
{
    private const string Article = "Umtausch\nTags: Umtausch\n\nJa.";

    private readonly FakeTimeProvider _time = new(Some.Noon);
    private readonly ScriptedChatClient _model = new();
    private readonly CollectedLog<ArticleDrafter> _log = new();
    private readonly TextEmbedder _embedder;
    private readonly KnowledgeGapReport _report;
    private readonly ArticleDrafter _drafter;

    public ArticleDrafterTests()
    {
        var options = Options.Create(new KnowledgeOptions());
        var redactor = new Redactor(new byte[32]);
        _embedder = new TextEmbedder([], Options.Create(new EmbeddingOptions()), _time, NullLogger<TextEmbedder>.Instance);
        _report = new KnowledgeGapReport(
            new OneGap(),
            new RatedAnswers(new ListedRatings(), new ListedMessages(), new LanguageDetector(), new LogMask(redactor), _time),
            new GapMeanings(_embedder, _time, NullLogger<GapMeanings>.Instance),
            redactor,
            options
        );
        var questions = new QuestionEmbedder(_embedder, new ArticleWords(), new UnrelatedQuestions(_embedder));
        var search = new KnowledgeSearch(new ScriptedKnowledge(), questions, options, _time);
        _drafter = new ArticleDrafter(_report, search, _model, _time, _log);
    }

    public void Dispose()
    {
        _drafter.Dispose();
        _embedder.Dispose();
        _model.Dispose();
    }

    /// <summary>What the model wrote reaches the folder's reader as it is, and people can read it before.</summary>
    [Theory]
    [InlineData("Rückgabe: wie geht \"das\"? \\ #1", "Zurück geben, 'Ware'")]
    [InlineData("我可以退货吗？", "退货, [退款]")]
    [InlineData("Can I return it 😀", "- return, {back}: yes")]
    [InlineData("Is it a title\uFEFF\u0007?", "return")]
    public async Task Write_FileWithoutItsMark_IsTheArticle(string title, string tags)
    {
        _model.Says($"{title}\nTags: {tags}\n\nJa.\n\n---\nUnd: ja.");

        var draft = Assert.IsType<ArticleDraft.Written>(await WriteAsync());

        Assert.Contains("\ndraft: true\n", draft.Markdown, StringComparison.Ordinal);
        Assert.Throws<DraftException>(() => MarkdownDocument.Read(Encoding.UTF8.GetBytes(draft.Markdown)));
        var marked = draft.Markdown.Replace("draft: true\n", "", StringComparison.Ordinal);
        var article = MarkdownDocument.Read(Encoding.UTF8.GetBytes(marked));
        var readable = draft.Title.Replace('\uFEFF', ' ').Replace('\u0007', ' ');
        Assert.Equal((draft.Id, readable, "de"), (article.Id, article.Title, article.Language));
        Assert.Equal(tags.Split(", "), article.Tags);
        Assert.Equal("Ja.\n\n---\nUnd: ja.", article.Body?.Trim());
        Assert.All(title.Where(char.IsLetter), letter => Assert.Contains(letter, draft.Markdown));
    }

    [Fact]
    public async Task Write_ModelFails_IsLoggedWithoutWhatItSaid()
    {
        _model.Fails(new InvalidOperationException("secret"));

        Assert.IsType<ArticleDraft.Failed>(await WriteAsync());

        Assert.Contains("InvalidOperationException", Assert.Single(_log.Entries), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", Assert.Single(_log.Entries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_NoArticleComes_IsLoggedWithoutWhatItSaid()
    {
        _model.Says("I cannot write about secret things.");

        Assert.IsType<ArticleDraft.Failed>(await WriteAsync());

        Assert.DoesNotContain("secret", Assert.Single(_log.Entries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_WhileAnotherIsWritten_IsBusyUntilThatIsGivenUp()
    {
        _model.Hangs(deaf: true).Says(Article);
        var first = WriteAsync();

        Assert.IsType<ArticleDraft.Busy>(await WriteAsync());
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.IsType<ArticleDraft.Failed>(await first);

        Assert.IsType<ArticleDraft.Written>(await WriteAsync());
    }

    [Fact]
    public async Task Write_OfNoGap_IsUnknown() =>
        Assert.IsType<ArticleDraft.Unknown>(await _drafter.WriteAsync("0000", TestContext.Current.CancellationToken));

    private async Task<ArticleDraft> WriteAsync()
    {
        var group = Assert.Single(await _report.TopAsync(1, TestContext.Current.CancellationToken));
        return await _drafter.WriteAsync(group.Id, TestContext.Current.CancellationToken);
    }

    private sealed class OneGap : IKnowledgeGaps
    {
        public Task<IReadOnlyList<KnowledgeGap>> ListAsync(int limit, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<KnowledgeGap>>([new("Kann ich umtauschen?", "de", 0, null, "ann", Some.Noon)]);

        public Task<int> EraseAsync(string userId, ErasureReference? erasure, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
