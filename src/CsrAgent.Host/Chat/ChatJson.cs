using System.Text.Json;
using System.Text.Json.Serialization;
using CsrAgent.Host.Chat.Articles;
using CsrAgent.Host.Chat.Programs;
using CsrAgent.Host.Http;

namespace CsrAgent.Host.Chat;

/// <summary>The JSON of the chat API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified
)]
[JsonSerializable(typeof(ChatConfigBody))]
[JsonSerializable(typeof(FoundArticlesBody))]
[JsonSerializable(typeof(ArticleTextBody))]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatResponse))]
[JsonSerializable(typeof(AcceptedBody))]
[JsonSerializable(typeof(StreamAccepted))]
[JsonSerializable(typeof(StreamDelta))]
[JsonSerializable(typeof(StreamError))]
[JsonSerializable(typeof(HistoryBody))]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(FeedbackRequest))]
[JsonSerializable(typeof(PersonRatingRequest))]
[JsonSerializable(typeof(EscalateResponse))]
[JsonSerializable(typeof(SessionRequest))]
[JsonSerializable(typeof(SessionResponse))]
[JsonSerializable(typeof(SessionsBody))]
[JsonSerializable(typeof(CompletionBody))]
[JsonSerializable(typeof(CompletionChunk))]
[JsonSerializable(typeof(CompletionErrorBody))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ModelBody))]
[JsonSerializable(typeof(VerifyRequest))]
[JsonSerializable(typeof(VerifyResponse))]
[JsonSerializable(typeof(IdentifyRequest))]
[JsonSerializable(typeof(IdentifyResponse))]
internal sealed partial class ChatJson : JsonSerializerContext
{
    public static ChatJson Wire { get; } = new(WireJson.Configure(new JsonSerializerOptions()));
}
