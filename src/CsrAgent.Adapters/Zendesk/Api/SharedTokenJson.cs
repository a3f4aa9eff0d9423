using System.Text.Json.Serialization;

namespace CsrAgent.Adapters.Zendesk.Api;

[JsonSerializable(typeof(SharedToken))]
internal sealed partial class SharedTokenJson : JsonSerializerContext;
