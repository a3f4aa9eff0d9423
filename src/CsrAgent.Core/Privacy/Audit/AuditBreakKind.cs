namespace CsrAgent.Privacy.Audit;

public enum AuditBreakKind
{
    /// <summary>The entry is not as it was written, or does not follow the one before.</summary>
    Changed,

    /// <summary>The entries were removed.</summary>
    Missing,

    /// <summary>Chained entries stand before and nothing chains these: an earlier version wrote them meanwhile, or somebody else.</summary>
    NotChained,

    /// <summary>The entry is not the one that a verification saw before.</summary>
    Replaced,
}
