namespace CsrAgent.Host.Http;

/// <summary>A field of a request is wrong. Its message is for the caller.</summary>
internal sealed class FieldException(string field, string detail) : Exception(detail)
{
    public string Field { get; } = field;
}
