using System.Diagnostics;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Options;

namespace CsrAgent.Answering;

/// <summary>Records each answer as a span that follows the OpenTelemetry conventions for agents. Never records its content.</summary>
internal sealed class TracedAnswerer(IAnswerer inner, IOptions<AnsweringOptions> options) : IAnswerer
{
    internal IAnswerer Inner => inner;

    public async Task<Answer> AnswerAsync(AnswerRequest request, IAnswerStream stream, CancellationToken cancellationToken)
    {
        var name = options.Value.AgentName;
        using var span = AgentMeter.Activities.StartActivity($"invoke_agent {name}");
        span?.SetTag("gen_ai.operation.name", "invoke_agent").SetTag("gen_ai.agent.name", name);
        try
        {
            var answer = await inner.AnswerAsync(request, stream, cancellationToken);
            span?.SetTag("gen_ai.usage.input_tokens", answer.Tokens.Input)
                .SetTag("gen_ai.usage.output_tokens", answer.Tokens.Output)
                .SetTag("csr.degraded", answer.Degraded);
            return answer;
        }
        catch (Exception error)
        {
            span?.SetTag("error.type", error.GetType().Name).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }
}
