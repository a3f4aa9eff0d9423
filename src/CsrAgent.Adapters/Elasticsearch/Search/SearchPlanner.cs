using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Ranking;

namespace CsrAgent.Adapters.Elasticsearch.Search;

/// <summary>Looks up the terms of a question, before its passages.</summary>
internal sealed class SearchPlanner(TermStatistics statistics, ILanguageLexicons lexicons)
{
    /// <summary>In the languages that the ranking searches, as far as there are articles in them.</summary>
    public async Task<IReadOnlyList<LanguagePlan>> PlanAsync(KnowledgeQuery query, IndexState state, CancellationToken cancellationToken)
    {
        var plans = new List<LanguagePlan>();
        foreach (var language in new[] { query.Language, "en", state.MainLanguage }.Distinct())
        {
            if (!state.Languages.TryGetValue(language, out var about)) continue;
            var lexicon = lexicons.Of(language);
            var terms = QueryTerms.Of(query, lexicon);
            if (terms.Asked.Count == 0 && query.Vectors is null) continue;
            plans.Add(await PlanAsync(state.Index, language, lexicon, about, terms, cancellationToken));
        }
        return plans;
    }

    private async Task<LanguagePlan> PlanAsync(
        string index,
        string language,
        LanguageLexicon lexicon,
        LanguageState about,
        QueryTerms terms,
        CancellationToken cancellationToken
    )
    {
        var counts = await statistics.CountAsync(index, language, [.. terms.Asked.Union(terms.Related)], cancellationToken);
        var unknown = terms.Asked.Where(term => counts[term] == 0 && QueryTerms.MayBeMisspelt(term)).ToList();
        if (unknown.Count == 0) return new(language, lexicon, about, counts, [], terms.Related);
        var near = await statistics.SuggestAsync(index, language, unknown, cancellationToken);
        var meant = near.Union(QueryTerms.RelatedTo(near, lexicon)).Where(term => !counts.ContainsKey(term)).ToList();
        var more = await statistics.CountAsync(index, language, meant, cancellationToken);
        var all = counts.Concat(more).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        return new(language, lexicon, about, all, near, [.. terms.Related.Union(meant)]);
    }
}
