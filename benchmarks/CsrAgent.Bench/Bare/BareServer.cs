using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Bench.Bare;

/// <summary>
/// What anybody would write in an afternoon: one endpoint that asks the model through its SDK and returns the text. It keeps nothing,
/// searches nothing, checks nothing; so the difference to the real server is what all that costs.
/// </summary>
internal sealed class BareServer(BareModel model)
{
    public static Task<int> RunAsync(string stub, int promptBytes, CancellationToken cancellationToken)
    {
        var server = new BareServer(BareModel.At(stub, promptBytes));
        return BenchServer.RunAsync(app => app.MapPost("/chat", server.AnswerAsync), cancellationToken);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = (await context.Request.ReadFromJsonAsync(BenchJson.Default.ChatMessage, context.RequestAborted))!;
        var text = await model.AskAsync(request.Message, context.RequestAborted);
        await context.Response.WriteAsJsonAsync(
            new ChatReply(request.SessionId, text, ChatReply.WithAgent, false),
            BenchJson.Default.ChatReply,
            cancellationToken: context.RequestAborted
        );
    }
}
