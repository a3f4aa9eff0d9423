namespace CsrAgent.Adapters.Elasticsearch.Search;

/// <summary>What searches keep of the index for a while: after a write of this process, its next search reads it again.</summary>
internal sealed class SearchMemory(IndexStates states, TermStatistics statistics)
{
    public void Forget()
    {
        states.Forget();
        statistics.Forget();
    }
}
