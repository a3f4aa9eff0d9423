using System.Text.Json;
using CsrAgent.Host.Chat;
using CsrAgent.Host.Chat.Programs;
using CsrAgent.Host.Http;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsrAgent.Tests.Host.Http;

/// <summary>What a caller sees of a bug, or of a store that is away.</summary>
public sealed class ErrorHandlingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "false")]
    [InlineData("key-1", "true")]
    public async Task Handle_InAProgramsCall_HasOpenAisShape(string? key, string mayRetry)
    {
        var context = Context(CompletionErrors.Shape);
        if (key is not null) context.Request.Headers["Idempotency-Key"] = key;

        var body = await HandleAsync(context, new InvalidOperationException("a secret of the server"));

        Assert.Equal((503, "2"), (context.Response.StatusCode, Header(context, "Retry-After")));
        Assert.Equal(mayRetry, Header(context, "x-should-retry"));
        Assert.Equal(("unavailable", "server_error"), (body.GetProperty("error").Text("code"), body.GetProperty("error").Text("type")));
        Assert.DoesNotContain("secret", body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handle_AWrongFieldOfAProgramsCall_IsNamedInOpenAisShape()
    {
        var context = Context(CompletionErrors.Shape);

        var body = await HandleAsync(context, new FieldException("messages", "messages must be an array of objects."));

        Assert.Equal(400, context.Response.StatusCode);
        Assert.Equal(("invalid_field", "messages"), (body.GetProperty("error").Text("code"), body.GetProperty("error").Text("param")));
    }

    [Fact]
    public async Task Handle_ElsewhereInTheApi_IsAProblem()
    {
        var context = Context();

        var body = await HandleAsync(context, new InvalidOperationException("a secret of the server"));

        Assert.Equal((503, "unavailable"), (context.Response.StatusCode, body.Text("code")));
    }

    private static async Task<JsonElement> HandleAsync(HttpContext context, Exception error)
    {
        Assert.True(await new ErrorHandling(NullLogger<ErrorHandling>.Instance).TryHandleAsync(context, error, Token));
        return JsonSerializer.Deserialize<JsonElement>(((MemoryStream)context.Response.Body).ToArray());
    }

    private static string Header(HttpContext context, string name) => context.Response.Headers[name].ToString();

    private static DefaultHttpContext Context(params object[] metadata)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddWireJson(ProblemJson.Default).AddWireJson(ChatJson.Default).AddProblemDetails();
        var context = new DefaultHttpContext { RequestServices = services.BuildServiceProvider() };
        context.Response.Body = new MemoryStream();
        context.Features.Set<IExceptionHandlerFeature>(
            new ExceptionHandlerFeature
            {
                Error = new InvalidOperationException(),
                Path = "/",
                Endpoint = new Endpoint(null, new EndpointMetadataCollection(metadata), "a call"),
            }
        );
        return context;
    }
}
