using Microsoft.AspNetCore.Http.HttpResults;

namespace CsrAgent.Host.Http;

/// <summary>Metadata of an endpoint whose callers read errors in another shape than that of a problem.</summary>
/// <param name="Of">The response for a problem.</param>
internal sealed record ErrorShape(Func<HttpContext, ProblemHttpResult, IResult> Of);
