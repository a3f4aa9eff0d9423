using System.Text.Json;
using System.Text.Json.Nodes;
using Elastic.Transport;
using Microsoft.Extensions.Options;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CsrAgent.Adapters.Elasticsearch;

/// <summary>
/// Sends requests through the official client's transport, which knows the nodes and the credentials. Bodies are written and read here:
/// they are few, and stay as Elasticsearch's reference shows them. Safe to call from many threads.
/// </summary>
internal sealed class ElasticsearchConnection(IOptions<ElasticsearchOptions> options)
{
    // Elasticsearch 9 keeps to version 8 of its API when it is asked to, and 8 knows no later one.
    private const string Json = "application/vnd.elasticsearch+json; compatible-with=8";
    private const string Lines = "application/vnd.elasticsearch+x-ndjson; compatible-with=8";
    private static readonly string[] ProductHeader = ["x-elastic-product", "X-elastic-product", "X-Elastic-Product"];

    private readonly ElasticsearchOptions _options = options.Value;
    private readonly Lazy<ITransport> _transport = new(() => ElasticsearchTransport.Create(options.Value));

    public string Address => string.Join(", ", _options.Urls);

    /// <exception cref="CsrAgentException">It is another product, or refuses the credentials.</exception>
    /// <exception cref="ElasticsearchException">It does not answer.</exception>
    public async Task CheckProductAsync(CancellationToken cancellationToken)
    {
        // No media type of Elasticsearch's own: another product would refuse it before it says what it is.
        var response = await AskAsync(HttpMethod.GET, "/", null, "application/json", _options.SearchTimeout, cancellationToken);
        var about = Read(response, "GET /");
        if ((string?)about["version"]?["distribution"] == "opensearch")
        {
            throw new CsrAgentException(
                $"ELASTICSEARCH_URL names an OpenSearch ({Address}), whose vector search differs: use Elasticsearch 8.11 or later, or "
                    + "unset ELASTICSEARCH_URL to search the index in DATA_DIR."
            );
        }
        if (!ProductHeader.Any(name => response.ApiCallDetails.TryGetHeader(name, out var product) && product.Contains("Elasticsearch")))
        {
            throw new CsrAgentException($"What answers at ELASTICSEARCH_URL ({Address}) is not Elasticsearch 8.11 or later.");
        }
    }

    /// <param name="path">With its query, from the slash on.</param>
    public async Task<JsonNode> SendAsync(
        HttpMethod method,
        string path,
        JsonNode? body,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        var data = body is null ? null : PostData.ReadOnlyMemory(JsonSerializer.SerializeToUtf8Bytes(body));
        var response = await AskAsync(method, path, data, Json, timeout, cancellationToken);
        return Read(response, $"{method} {path.Split('?')[0]}");
    }

    /// <summary>Sends lines of JSON, each ended by a line break.</summary>
    public async Task<JsonNode> SendLinesAsync(string path, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        var data = PostData.ReadOnlyMemory(lines);
        return Read(await AskAsync(HttpMethod.POST, path, data, Lines, _options.Timeout, cancellationToken), $"POST {path}");
    }

    private async Task<StringResponse> AskAsync(
        HttpMethod method,
        string path,
        PostData? data,
        string contentType,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var accept = contentType == Lines ? Json : contentType;
        var request = new RequestConfiguration
        {
            ContentType = contentType,
            Accept = accept,
            RequestTimeout = timeout,
            ParseAllHeaders = true,
        };
        var response = await _transport.Value.RequestAsync<StringResponse>(
            method,
            path,
            data!,
            request,
            cancellationToken
        );
        cancellationToken.ThrowIfCancellationRequested();
        return response;
    }

    private JsonNode Read(StringResponse response, string request)
    {
        var status = response.ApiCallDetails.HttpStatusCode;
        if (status is null)
        {
            throw new ElasticsearchException(
                ElasticsearchFault.Away,
                $"Elasticsearch at {Address} (ELASTICSEARCH_URL) did not answer in time to {request}.",
                response.ApiCallDetails.OriginalException
            );
        }
        var body = Parse(response.Body);
        if (status is >= 200 and < 300 && body is not null) return body;
        throw new ElasticsearchException(FaultOf(status.Value, body), MessageOf(status.Value, body, request));
    }

    private static JsonNode? Parse(string? body)
    {
        // The transport reads no body of another type than was asked for.
        if (string.IsNullOrEmpty(body)) return null;
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ElasticsearchFault FaultOf(int status, JsonNode? body) =>
        status switch
        {
            404 => ElasticsearchFault.Missing,
            408 or 502 or 503 or 504 => ElasticsearchFault.Away,
            409 => ElasticsearchFault.Conflict,
            429 => ElasticsearchFault.Busy,
            _ when TypeOf(body) == "aliases_not_found_exception" => ElasticsearchFault.Missing,
            _ => ElasticsearchFault.Refused,
        };

    // The reason may quote what was searched for, and so only the error's type is told.
    private string MessageOf(int status, JsonNode? body, string request) =>
        status switch
        {
            401 or 403 => $"Elasticsearch at {Address} refuses the credentials, or their privileges do not include {request}: check "
                + "ELASTICSEARCH_API_KEY, or ELASTICSEARCH_USERNAME and _PASSWORD.",
            _ when body is null => $"What answers at ELASTICSEARCH_URL ({Address}) sent no JSON to {request} (status {status}): is it "
                + "Elasticsearch?",
            _ => $"Elasticsearch answered {status} to {request}: {TypeOf(body) ?? "no error named"}.",
        };

    private static string? TypeOf(JsonNode? body) =>
        body?["error"] is JsonObject error && error["type"] is JsonValue type && type.TryGetValue(out string? name) ? name : null;
}
