using CsrAgent.Knowledge;

namespace CsrAgent.Answering.ActionClaims;

/// <summary>What makes a sentence about the future a promise to this customer. Looked up when it matters.</summary>
internal sealed class PromiseContext(string sentence, IReadOnlyList<PassageHit> passages)
{
    private readonly Lazy<bool> _isCarried = new(() => new PassageOverlap(passages, "").Find(sentence) is not null);

    public bool NamesAmount => Money.IsIn(sentence);

    /// <summary>An article says so, numbers included: a rule, no promise.</summary>
    public bool IsCarried => _isCarried.Value;
}
