namespace CsrAgent.Host.Http;

/// <summary>A field of a request is invalid. The message is for the caller.</summary>
internal sealed class FieldException(string field, string detail) : Exception(detail)
{
    public string Field { get; } = field;
}
