using CsrAgent.Settings;
using Microsoft.AspNetCore.Routing;

namespace CsrAgent.Adapters;

/// <summary>
/// A module that other services call by HTTP. Its routes are below <c>/webhooks/</c>, exist in processes with the role api only, are
/// traced, and are left out of the OpenAPI document: each checks its caller's signature or secret itself.
/// </summary>
public interface IEndpointModule : IAgentModule
{
    /// <param name="webhooks">The group <c>/webhooks</c>.</param>
    void MapEndpoints(IEndpointRouteBuilder webhooks);
}
