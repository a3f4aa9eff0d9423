using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Adapters.Lucene;

/// <summary>Where the embedded knowledge index lives.</summary>
public sealed class LuceneKnowledgeOptions
{
    /// <summary>
    /// A folder of its own for this process; made where missing. Default <c>data/knowledge</c>; the host sets <c>DATA_DIR</c>/knowledge.
    /// </summary>
    [Required]
    public string Folder { get; set; } = Path.Combine("data", "knowledge");
}
