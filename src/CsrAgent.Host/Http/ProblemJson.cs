using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace CsrAgent.Host.Http;

/// <summary>The JSON of errors.</summary>
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ProblemJson : JsonSerializerContext;
