namespace CsrAgent.Evals.Knowledge;

/// <summary>
/// Elasticsearch finds what the embedded index finds: each figure is at most 0.01 below it, over the same articles. Those that take minutes
/// run with <c>--explicit on</c> only.
/// </summary>
public sealed class ElasticsearchEvals
{
    private const double MaxLoss = 0.01;

    [Fact(Explicit = true)]
    public async Task Search_Paraphrases_AreAsGoodAsEmbedded()
    {
        await using var index = new SampleIndex();
        await index.InitializeAsync();
        var embedded = await KnowledgeSearchEvals.MeasureAsync(index);
        var misspelt = await KnowledgeSearchEvals.MeasureMisspeltAsync(index);
        await index.MoveToElasticsearchAsync();
        Compare("paraphrases", embedded, await KnowledgeSearchEvals.MeasureAsync(index));
        Compare("misspelt", misspelt, await KnowledgeSearchEvals.MeasureMisspeltAsync(index));
    }

    [Fact]
    public async Task Search_BankQuestions_AreAsGoodAsEmbedded()
    {
        await using var index = new BankIndex();
        await index.InitializeAsync();
        var embedded = await BankEvals.MeasureAsync(index);
        await index.MoveToElasticsearchAsync();
        Compare("bank questions", embedded, await BankEvals.MeasureAsync(index));
    }

    [Theory(Explicit = true)]
    [InlineData(10, false)]
    [InlineData(10, true)]
    public async Task Search_LookAlikes_AreAsGoodAsEmbedded(int places, bool isGiven)
    {
        await using var index = new LookAlikeIndex(LookAlikes.Read(), places, isGiven);
        await index.InitializeAsync();
        var embedded = await RecallAsync(index);
        await index.MoveToElasticsearchAsync();
        var recall = await RecallAsync(index);
        Compare($"look-alikes of {places}, given {isGiven}", [("recall_5", embedded)], [("recall_5", recall)]);
    }

    private static async Task<double> RecallAsync(LookAlikeIndex index)
    {
        var (asked, missed) = await index.AskAsync(TestContext.Current.CancellationToken);
        return 1 - (missed.Count / (double)asked);
    }

    private static void Compare(string what, (string Name, double Reached)[] embedded, (string Name, double Reached)[] here)
    {
        foreach (var ((name, own), (_, reached)) in embedded.Zip(here))
        {
            Console.WriteLine($"Elasticsearch, {what}: {name} {reached:0.000}, embedded {own:0.000}");
            Assert.True(reached >= own - MaxLoss, $"{what}: {name} is {reached:0.000} in Elasticsearch and {own:0.000} embedded");
        }
    }
}
