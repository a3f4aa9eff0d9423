using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Adapters.Lucene;

/// <summary>The location of the embedded knowledge index.</summary>
public sealed class LuceneKnowledgeOptions
{
    /// <summary>A folder for this process alone, created if missing. Default <c>DATA_DIR/knowledge</c>.</summary>
    [Required]
    public string Folder { get; set; } = Path.Combine("data", "knowledge");
}
