using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Model;

/// <summary>
/// Why a model declined, on a response or update whose reason is <see cref="ChatFinishReason.ContentFilter"/>: the provider's word for the
/// policy. It contains nothing from the conversation.
/// </summary>
public static class ModelRefusal
{
    private const string Key = "csr:refusal";

    public static AdditionalPropertiesDictionary Describe(string? category) => new() { [Key] = category ?? "unknown" };

    public static string? CategoryOf(AdditionalPropertiesDictionary? properties) =>
        properties?.TryGetValue(Key, out var value) == true ? value as string : null;
}
