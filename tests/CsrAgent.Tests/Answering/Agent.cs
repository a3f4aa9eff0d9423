using CsrAgent.Answering;
using CsrAgent.Answering.Tools;
using CsrAgent.Knowledge;
using CsrAgent.Languages;
using CsrAgent.Privacy;
using CsrAgent.Safety;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Answering;

/// <summary>An answerer as the host wires it, over a scripted model and scripted articles.</summary>
internal sealed class Agent : IDisposable
{
    public const string Canary = "kqz7wm3xh8v2nrt5";

    private readonly ServiceProvider _services;

    public Agent(
        ScriptedChatClient? model = null,
        Action<AnsweringOptions>? configure = null,
        DetectLanguage? detect = null,
        IAgentTool? tool = null
    )
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IKnowledgeIndex>(Knowledge)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(new Canary(Canary))
            .AddSingleton(new Redactor(new byte[32]));
        if (model is not null) services.AddSingleton<IChatClient>(model);
        if (detect is not null) services.AddSingleton(detect);
        if (tool is not null) services.AddSingleton(tool);
        services.AddAnswering().Configure<AnsweringOptions>(options => configure?.Invoke(options));
        _services = services.BuildServiceProvider();
        Answerer = _services.GetRequiredService<IAnswerer>();
    }

    public FakeTimeProvider Time { get; } = new();

    public ScriptedKnowledge Knowledge { get; } = new();

    public IAnswerer Answerer { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<Answer> AskAsync(AnswerRequest request, IAnswerStream? stream = null) =>
        Answerer.AnswerAsync(request, stream ?? SilentStream.Instance, TestContext.Current.CancellationToken);

    public void Dispose() => _services.Dispose();
}
