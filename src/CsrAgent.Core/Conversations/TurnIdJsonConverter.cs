using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsrAgent.Conversations;

/// <summary>An id is written as its bare string.</summary>
public sealed class TurnIdJsonConverter : JsonConverter<TurnId>
{
    public override TurnId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("An id must be a string."));

    public override void Write(Utf8JsonWriter writer, TurnId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
