namespace CsrAgent.Knowledge.Passages;

internal enum BlockKind
{
    Heading,
    Paragraph,
    List,
    Table,
    Code,
}
