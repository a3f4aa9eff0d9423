using CsrAgent.Knowledge;

namespace CsrAgent.Tests.Contracts;

/// <summary>What every knowledge index does. An implementation inherits this and gives an empty index.</summary>
public abstract class KnowledgeIndexContract : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    protected static readonly KnowledgeArticle Password = Article(
        "a1",
        "How to Reset Your Password",
        "Open the sign-in page and select **Forgot password?** We send you a reset link by email.",
        ["password", "login"]
    );
    protected static readonly KnowledgeArticle Refund = Article(
        "a2",
        "How Long a Refund Takes",
        "Your money is back on your card within 5 business days.",
        ["refund", "money back"]
    );
    protected static readonly KnowledgeArticle Delivery = Article(
        "a3",
        "Delivery Times",
        "Standard delivery takes 3 business days. Express delivery takes one.",
        ["delivery", "shipping"]
    );

    private static readonly KnowledgeArticle[] Three = [Password, Refund, Delivery];

    protected IKnowledgeIndex Index { get; set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An empty index for this test.</summary>
    protected abstract Task<IKnowledgeIndex> CreateAsync();

    /// <summary>Closes the index of this test and opens what it has stored.</summary>
    protected abstract Task<IKnowledgeIndex> ReopenAsync();

    public async ValueTask InitializeAsync() => Index = await CreateAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task ReadPassages_AfterADelete_AreThoseOfTheArticlesThatAreLeft()
    {
        Assert.Empty(await ReadAsync());
        var twice = Article("a4", "Returns", $"# One\n\n{new string('x', 800)}\n\n# Two\n\n{new string('y', 800)}", ["return"]);
        await Index.UpsertAsync([.. Three, twice], At, Cancellation);
        await Index.DeleteAsync("a2", null, Cancellation);

        var passages = await ReadAsync();

        Assert.Equal(["a1:0", "a3:0", "a4:0", "a4:1"], passages.Select(hit => $"{hit.ArticleId}:{hit.Passage.Index}").Order());
        Assert.All(passages, hit => Assert.Equal(0, hit.Relevance));
        var delivery = passages.Single(hit => hit.ArticleId == "a3");
        Assert.Equal((Delivery.Title, Delivery.Body, "en"), (delivery.Title, delivery.Passage.Text, delivery.Language));

        async Task<List<PassageHit>> ReadAsync()
        {
            var all = new List<PassageHit>();
            await foreach (var hit in Index.ReadPassagesAsync(Cancellation)) all.Add(hit);
            return all;
        }
    }

    [Fact]
    public async Task Search_EmptyIndex_FindsNothing() => Assert.Empty(await SearchAsync("password"));

    [Theory]
    [InlineData("I need help resetting my password", "a1")]
    [InlineData("when do I get my money back?", "a2")]
    [InlineData("how long does shipping take", "a3")]
    [InlineData("PASSWORDS!!!", "a1")]
    public async Task Search_NaturalQuestion_FindsItsArticleFirst(string question, string expected)
    {
        await Index.UpsertAsync(Three, At, Cancellation);
        var hits = await SearchAsync(question);
        Assert.Equal(expected, hits[0].ArticleId);
        Assert.All(hits, hit => Assert.InRange(hit.Relevance, 0, 1));
        Assert.Equal(hits.Select(hit => hit.Relevance).OrderDescending(), hits.Select(hit => hit.Relevance));
    }

    [Fact]
    public async Task Search_WhatNoArticleHolds_IsIrrelevant()
    {
        await Index.UpsertAsync(Three, At, Cancellation);
        Assert.All(await SearchAsync("what is the capital of Mongolia"), hit => Assert.True(hit.Relevance < 0.35));
        Assert.True((await SearchAsync("reset my password"))[0].Relevance > 0.5);
    }

    [Fact]
    public async Task Search_Hit_CarriesThePassageAndItsArticle()
    {
        await Index.UpsertAsync(
            [
                Password with
                {
                    Body =
                        "Some words of introduction that stand at the beginning and are long enough to be a passage.\n\n## If the link "
                            + "expired\n\nAsk for another link on the sign-in page, and use the newest of all that you have been sent.",
                },
            ],
            At,
            Cancellation
        );
        var hit = (await SearchAsync("the link has expired"))[0];
        Assert.Equal(("a1", "If the link expired", 1), (hit.ArticleId, hit.Passage.Heading, hit.Passage.Index));
        Assert.StartsWith("Ask for another link", hit.Passage.Text, StringComparison.Ordinal);
        Assert.Equal((Password.Title, Password.Url, "en"), (hit.Title, hit.Url, hit.Language));
    }

    [Fact]
    public async Task Search_Limit_IsKept()
    {
        await Index.UpsertAsync(
            [.. Enumerable.Range(0, 30).Select(i => Article($"m{i}", $"Refund {i}", "About a refund.", []))],
            At,
            Cancellation
        );
        Assert.Equal(7, (await SearchAsync("refund", limit: 7)).Count);
        Assert.Empty(await SearchAsync("refund", limit: 0));
    }

    [Fact]
    public async Task Search_QuestionThatSaysLittle_UsesTheContext()
    {
        await Index.UpsertAsync(Three, At, Cancellation);
        Assert.Equal("a2", (await SearchAsync("and how long does that take?", ["I want a refund"]))[0].ArticleId);
        Assert.Equal(
            "a1",
            (await SearchAsync("I forgot my password", ["I want a refund", "when will the refund come", "refund please"]))[0].ArticleId
        );
    }

    [Fact]
    public async Task Search_TwoLanguages_PrefersTheCustomersAndStillFindsEnglish()
    {
        var german = Article(
            "a1-de",
            "Passwort zurücksetzen (password reset)",
            "Öffnen Sie die Anmeldeseite und wählen Sie Passwort vergessen (forgot password).",
            ["Passwort", "password"]
        ) with
        {
            Language = "de",
        };
        await Index.UpsertAsync([.. Three, german], At, Cancellation);
        Assert.Equal("a1-de", (await SearchAsync("password", language: "de"))[0].ArticleId);
        Assert.Equal("a1-de", (await SearchAsync("Ich habe mein Passwort vergessen", language: "de"))[0].ArticleId);
        Assert.Equal("a1", (await SearchAsync("password", language: "en"))[0].ArticleId);
        Assert.Equal("a2", (await SearchAsync("refund", language: "de"))[0].ArticleId);
        Assert.Equal("a2", (await SearchAsync("refund", language: "xx"))[0].ArticleId);
    }

    [Fact]
    public async Task Search_ChineseArticle_IsFound()
    {
        await Index.UpsertAsync(
            [
                .. Three,
                Article("zh", "如何重置密码", "打开登录页面,然后选择忘记密码。", ["密码"]) with
                {
                    Language = "zh",
                },
            ],
            At,
            Cancellation
        );
        Assert.Equal("zh", (await SearchAsync("我忘记密码了", language: "zh"))[0].ArticleId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n\t ")]
    [InlineData("AND (")]
    [InlineData("title:\"unclosed AND NOT * ? ~ ^ [a TO")]
    [InlineData("\\")]
    [InlineData("a\0b\0password\0")]
    [InlineData("🙂👩‍👩‍👧‍👦")]
    [InlineData("' or 1=1; --")]
    public async Task Search_OddInput_DoesNotFail(string text)
    {
        await Index.UpsertAsync(Three, At, Cancellation);
        Assert.NotNull(await SearchAsync(text));
        Assert.NotNull(await SearchAsync("password", [text]));
        Assert.NotEmpty(await SearchAsync(text + " password"));
    }

    [Fact]
    public Task Search_BrokenText_DoesNotFail() => Search_OddInput_DoesNotFail("\ud83d broken \udc00 surrogates");

    [Fact]
    public async Task Search_WithoutWords_FindsNothing()
    {
        await Index.UpsertAsync(Three, At, Cancellation);
        Assert.Empty(await SearchAsync(" ?! 🙂 ", ["I forgot my password"]));
    }

    [Fact]
    public async Task Search_VeryLongText_DoesNotFail()
    {
        await Index.UpsertAsync(Three, At, Cancellation);
        Assert.NotEmpty(await SearchAsync("password " + string.Concat(Enumerable.Repeat("lorem ipsum ", 1_000))));
        Assert.NotNull(await SearchAsync(new string('x', 10_000)));
    }

    [Fact]
    public async Task Upsert_SameId_Replaces()
    {
        await Index.UpsertAsync(Three, At, Cancellation);
        await Index.UpsertAsync(
            [Password with { Title = "Unlock the garage", Tags = [], Body = "Turn the handle of the garage door to the left." }],
            At.AddDays(1),
            Cancellation
        );
        Assert.DoesNotContain(await SearchAsync("password"), hit => hit.ArticleId == "a1");
        Assert.Equal("a1", (await SearchAsync("garage door"))[0].ArticleId);
        var entry = (await Index.ListAsync(Cancellation))["a1"];
        Assert.Equal(("Unlock the garage", At.AddDays(1)), (entry.Title, entry.LastSynced));
    }

    [Fact]
    public async Task Delete_Article_IsGone()
    {
        await Index.UpsertAsync(Three, At, Cancellation);
        Assert.True(await Index.DeleteAsync("a1", null, Cancellation));
        Assert.False(await Index.DeleteAsync("a1", null, Cancellation));
        Assert.DoesNotContain(await SearchAsync("password"), hit => hit.ArticleId == "a1");
        Assert.Equal(["a2", "a3"], (await Index.ListAsync(Cancellation)).Keys.Order());
    }

    [Fact]
    public async Task List_Articles_GivesHashAndSource()
    {
        await Index.UpsertAsync([Password, Refund with { Source = "folder" }], At, Cancellation);
        var list = await Index.ListAsync(Cancellation);
        Assert.Equal(new IndexedArticle("a1", Password.Title, ArticleHash.Of(Password), KnowledgeArticle.ApiSource, At), list["a1"]);
        Assert.Equal("folder", list["a2"].Source);
    }

    [Fact]
    public async Task Swap_Source_HoldsExactlyItsArticlesAndKeepsTheOthers()
    {
        await Index.UpsertAsync([Password, Refund with { Source = "folder" }], At, Cancellation);
        await Index.SwapAsync("folder", [Delivery], At.AddDays(1), Cancellation);
        var list = await Index.ListAsync(Cancellation);
        Assert.Equal(["a1", "a3"], list.Keys.Order());
        Assert.Equal((KnowledgeArticle.ApiSource, At), (list["a1"].Source, list["a1"].LastSynced));
        Assert.Equal(("folder", At.AddDays(1)), (list["a3"].Source, list["a3"].LastSynced));
        Assert.Equal("a1", (await SearchAsync("reset password"))[0].ArticleId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_ArticleOfASourceWithTheIdOfOneOfTheApi_LeavesThatOne(bool swaps)
    {
        await Index.UpsertAsync([Password, Refund with { Source = "old" }], At, Cancellation);
        KnowledgeArticle[] articles =
        [
            Password with
            {
                Source = "folder",
                Body = "The folder's own text of it.",
            },
            Refund with
            {
                Source = "folder",
            },
            Delivery with
            {
                Source = "folder",
            },
        ];

        await (
            swaps
                ? Index.SwapAsync("folder", articles, At.AddDays(1), Cancellation)
                : Index.UpsertAsync(articles, At.AddDays(1), Cancellation)
        );

        var list = await Index.ListAsync(Cancellation);
        Assert.Equal(new IndexedArticle("a1", Password.Title, ArticleHash.Of(Password), KnowledgeArticle.ApiSource, At), list["a1"]);
        Assert.Equal(("folder", "folder"), (list["a2"].Source, list["a3"].Source));
        Assert.Contains("reset link", (await SearchAsync("reset password"))[0].Passage.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_OfASource_LeavesTheArticleOfAnother()
    {
        await Index.UpsertAsync([Password, Refund with { Source = "folder" }], At, Cancellation);
        Assert.False(await Index.DeleteAsync("a1", "folder", Cancellation));
        Assert.True(await Index.DeleteAsync("a2", "folder", Cancellation));
        Assert.False(await Index.DeleteAsync("a2", "folder", Cancellation));
        Assert.Equal(["a1"], (await Index.ListAsync(Cancellation)).Keys);
    }

    [Fact]
    public async Task Swap_WhileSearched_ShowsOneGenerationWhole()
    {
        await Index.SwapAsync("folder", GenerationOf(0), At, Cancellation);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var started = Enumerable
            .Range(0, 4)
            .Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))
            .ToList();
        var searchers = started.Select(signal => Task.Run(() => SearchUntilAsync(signal, done.Token), Cancellation)).ToList();
        await Task.WhenAny(Task.WhenAll(started.Select(signal => signal.Task)), Task.WhenAny(searchers));
        for (var number = 1; number <= 15; number++) await Index.SwapAsync("folder", GenerationOf(number), At, Cancellation);
        await done.CancelAsync();
        await Task.WhenAll(searchers);
    }

    [Fact]
    public async Task Write_WhileSearched_NeverHidesAnArticle()
    {
        await Index.UpsertAsync(Three, At, Cancellation);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var searcher = Task.Run(
            async () =>
            {
                while (!done.IsCancellationRequested) Assert.Equal("a1", (await SearchAsync("reset password"))[0].ArticleId);
            },
            Cancellation
        );
        for (var i = 0; i < 20; i++) await Index.UpsertAsync([Password with { Url = $"https://example.com/{i}" }], At, Cancellation);
        await done.CancelAsync();
        await searcher;
    }

    [Fact]
    public async Task Reopen_AfterDispose_HoldsWhatWasWritten()
    {
        await Index.UpsertAsync(Three, At, Cancellation);
        await Index.SwapAsync("folder", [Article("f1", "Gift Cards", "Buy a gift card of any amount.", [])], At, Cancellation);
        await Index.DeleteAsync("a3", null, Cancellation);
        Index = await ReopenAsync();
        Assert.Equal(["a1", "a2", "f1"], (await Index.ListAsync(Cancellation)).Keys.Order());
        Assert.Equal("a1", (await SearchAsync("reset password"))[0].ArticleId);
        Assert.DoesNotContain(await SearchAsync("delivery"), hit => hit.ArticleId == "a3");
    }

    [Fact]
    public async Task Read_AnArticle_IsWholeUntilItIsDeleted()
    {
        var steps = Enumerable.Range(1, 40).Select(i => $"## Step {i}\n\nDo what step {i} says.");
        var longer = Password with { Body = string.Join("\n\n", steps) };
        Assert.Null(await Index.ReadAsync("a1", Cancellation));
        await Index.UpsertAsync([longer, Refund], At, Cancellation);

        Assert.Equal(
            (longer.Id, longer.Title, longer.Url, "en", longer.Body),
            await Index.ReadAsync("a1", Cancellation) is { } read ? (read.Id, read.Title, read.Url, read.Language, read.Body) : default
        );
        await Index.UpsertAsync([Password], At, Cancellation);
        Assert.Equal(Password.Body, (await Index.ReadAsync("a1", Cancellation))?.Body);
        await Index.DeleteAsync("a1", null, Cancellation);
        Assert.Null(await Index.ReadAsync("a1", Cancellation));
        Assert.Equal(Refund.Body, (await Index.ReadAsync("a2", Cancellation))?.Body);
        Assert.Null(await Index.ReadAsync("a2 ", Cancellation));
    }

    [Fact]
    public async Task Probe_IndexThatAnswers_Returns()
    {
        await Index.ProbeAsync(Cancellation);

        await Index.UpsertAsync(Three, At, Cancellation);
        await Index.ProbeAsync(Cancellation);

        Assert.NotEmpty(await SearchAsync("password"));
    }

    [Fact]
    public async Task Probe_Cancelled_Throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Index.ProbeAsync(new CancellationToken(canceled: true)));

    [Fact]
    public async Task Search_Cancelled_Throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Index.SearchAsync(new KnowledgeQuery("password", [], "en", 5), new CancellationToken(canceled: true))
        );

    protected static KnowledgeArticle Article(string id, string title, string body, IReadOnlyList<string> tags) =>
        new(id, title, $"https://example.com/{id}", tags, "en", body);

    protected Task<IReadOnlyList<PassageHit>> SearchAsync(
        string text,
        IReadOnlyList<string>? context = null,
        string language = "en",
        int limit = 10
    ) => Index.SearchAsync(new KnowledgeQuery(text, context ?? [], language, limit), Cancellation);

    private static List<KnowledgeArticle> GenerationOf(int number) =>
        [.. Enumerable.Range(0, 10).Select(i => Article($"g{i}", $"Garden hose {i}", $"Generation {number} of the garden hose.", []))];

    private async Task SearchUntilAsync(TaskCompletionSource started, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            var hits = await SearchAsync("garden hose", limit: 20);
            Assert.Equal(10, hits.Count);
            Assert.Single(hits.Select(hit => hit.Passage.Text).Distinct());
            started.TrySetResult();
        }
    }
}
