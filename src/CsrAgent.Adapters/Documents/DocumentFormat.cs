namespace CsrAgent.Adapters.Documents;

internal enum DocumentFormat
{
    None,
    Markdown,
    Html,
    Pdf,
    Word,
}
