using System.Diagnostics;
using System.Text.Json;
using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Host;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Clients.TypeScript;

/// <summary>
/// A developer generates a TypeScript client from docs/openapi.json: it compiles, and makes the README's first calls. With it, the types of
/// clients/js compile as a site uses them, and the linter of OpenAPI finds nothing. ./test --only clients installs the npm packages.
/// </summary>
[Collection(nameof(GroundedServer))]
[Trait("Category", "Slow")]
public sealed class TypeScriptClientTests(GroundedServer server, ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "CsrAgent.Tests", "Clients", "TypeScript");

    [Fact]
    public async Task OpenApiFile_ForItsLinter_HasNeitherErrorsNorWarnings()
    {
        using var found = JsonDocument.Parse(await RunAsync("npm", "run", "--silent", "lint"));

        var totals = found.RootElement.GetProperty("totals");
        Assert.Equal((0, 0), (totals.GetProperty("errors").GetInt32(), totals.GetProperty("warnings").GetInt32()));
    }

    [Fact]
    public async Task TypeScriptClient_FirstCalls_Work()
    {
        await RunAsync("npm", "run", "--silent", "generate");
        await RunAsync("npm", "run", "--silent", "compile");

        var said = await RunAsync("node", Path.Combine("obj", "out", "first-calls.js"), server.Server.BaseAddress, RealServer.ApiKey);

        Assert.Equal(
            """
            bot neutral kb-001 true null
            204
            accepted 200 true
            customer agent customer agent
            400 invalid_field message true
            api_key_required
            true
            204
            true
            ready
            """,
            said.Trim()
        );
    }

    private async Task<string> RunAsync(string command, params IEnumerable<string> arguments)
    {
        var said = await ExternalProgram.RunAsync(new ProcessStartInfo(command, arguments) { WorkingDirectory = Folder });
        output.WriteLine(said);
        return said;
    }
}
