using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsrAgent.Answering.ActionClaims;

/// <summary>A list of phrases in JSON is an array of strings.</summary>
internal sealed class WordListConverter : JsonConverter<WordList>
{
    public override WordList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<string[]>(ref reader, options) ?? []);

    public override void Write(Utf8JsonWriter writer, WordList value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Word lists are read-only.");
}
