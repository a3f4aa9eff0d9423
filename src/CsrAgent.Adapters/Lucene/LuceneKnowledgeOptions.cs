using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Adapters.Lucene;

/// <summary>Where the embedded knowledge index lives.</summary>
public sealed class LuceneKnowledgeOptions
{
    /// <summary>A folder for this process alone, made where it is missing. Default <c>DATA_DIR/knowledge</c>.</summary>
    [Required]
    public string Folder { get; set; } = Path.Combine("data", "knowledge");
}
