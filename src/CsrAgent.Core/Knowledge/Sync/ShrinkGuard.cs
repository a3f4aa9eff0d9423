using Microsoft.Extensions.Options;

namespace CsrAgent.Knowledge.Sync;

/// <summary>
/// Decides whether what vanished from a source may go from the index. A folder whose volume is not mounted, or a site that answers "not
/// found" to everything, looks as if somebody had deleted its articles.
/// </summary>
public sealed class ShrinkGuard(IShrinkConfirmations confirmations, IOptions<KnowledgeOptions> options)
{
    // A few articles come and go in any source.
    private const int AlwaysAllowed = 10;

    /// <param name="indexed">Articles of the source that the index holds.</param>
    /// <param name="vanished">Those of them that the source no longer holds.</param>
    /// <returns>Null if they may go.</returns>
    internal async Task<Shrinking?> FindAsync(string source, int indexed, int vanished, CancellationToken cancellationToken)
    {
        var left = indexed - vanished;
        var isSudden = vanished > AlwaysAllowed && vanished > indexed * options.Value.MaxShrink;
        if (vanished == 0 || (left > 0 && !isSudden)) return null;
        return await confirmations.FindAsync(source, cancellationToken) <= left ? null : new Shrinking(source, vanished, indexed);
    }
}
