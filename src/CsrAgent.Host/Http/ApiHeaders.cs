namespace CsrAgent.Host.Http;

/// <summary>Names of the API's own headers.</summary>
internal static class ApiHeaders
{
    /// <summary>Carries the key of the admin API.</summary>
    public const string ApiKey = "X-API-Key";
}
