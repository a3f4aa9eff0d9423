using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace CsrAgent.Adapters.OpenAi.Dialects;

/// <summary>
/// Hides differences between compatible servers: a request that is rejected because of one part is sent again without it, which is
/// remembered for the model, and responses are converted to the format that the client library reads.
/// </summary>
internal sealed class DialectHandler : DelegatingHandler
{
    private const int MaxErrorLength = 64 * 1024;

    private readonly ConcurrentDictionary<string, RefusedParts> _refused = new(StringComparer.Ordinal);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (await ChatRequestBody.ReadAsync(request.Content, cancellationToken) is not { } body)
        {
            return await base.SendAsync(request, cancellationToken);
        }
        var refused = _refused.GetValueOrDefault(body.Model);
        while (true)
        {
            body.LeaveOut(refused);
            request.Content = body.ToContent();
            var response = await base.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                if (refused != RefusedParts.None) _refused.AddOrUpdate(body.Model, refused, (_, known) => known | refused);
                await AnswerRepair.ApplyAsync(response, body.IsStream, cancellationToken);
                return response;
            }
            var part = await FindRefusedAsync(body, response, cancellationToken);
            // What is left out already is not what it refuses, whatever its words are.
            if (part == RefusedParts.None || refused.HasFlag(part)) return response;
            refused |= part;
            response.Dispose();
        }
    }

    private static async Task<RefusedParts> FindRefusedAsync(
        ChatRequestBody body,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        if (!MayBeRefusal(response.StatusCode)) return RefusedParts.None;
        await response.Content.LoadIntoBufferAsync(MaxErrorLength, cancellationToken);
        var answer = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return body.FindRefused(response.StatusCode, answer);
    }

    // OpenRouter answers 404 and llama.cpp 500 if they do not support tools.
    private static bool MayBeRefusal(HttpStatusCode status) =>
        status
            is HttpStatusCode.BadRequest
                or HttpStatusCode.UnprocessableEntity
                or HttpStatusCode.NotFound
                or HttpStatusCode.InternalServerError
                or HttpStatusCode.NotImplemented;
}
