using CsrAgent.Answering;
using CsrAgent.Answering.Grounded;
using CsrAgent.Answering.Model;
using CsrAgent.Answering.Tools;
using CsrAgent.Knowledge;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Answering;

public sealed class AnsweringRegistrationTests
{
    [Fact]
    public void AddAnswering_WithAModel_UsesIt()
    {
        using var agent = new Agent(new ScriptedChatClient());
        Assert.IsType<ModelAnswerer>(Assert.IsType<TracedAnswerer>(agent.Answerer).Inner);
    }

    [Fact]
    public void AddAnswering_WithoutAModel_AnswersFromTheArticles()
    {
        using var agent = new Agent();
        Assert.IsType<GroundedAnswerer>(Assert.IsType<TracedAnswerer>(agent.Answerer).Inner);
    }

    [Fact]
    public void AddAnswering_OwnAnswerer_Wins()
    {
        var own = new Agent().Answerer;
        using var services = new ServiceCollection().AddSingleton(own).AddAnswering().AddAnswering().BuildServiceProvider();
        Assert.Same(own, services.GetRequiredService<IAnswerer>());
        Assert.Equal(2, new ServiceCollection().AddAnswering().AddAnswering().Count(service => service.ServiceType == typeof(IAgentTool)));
    }

    [Theory]
    [InlineData(0, 45, 0.35, "MAX_MODEL_CALLS")]
    [InlineData(6, 0, 0.35, "ANSWER_TIMEOUT")]
    [InlineData(6, 45, 1.5, "MIN_CONFIDENCE")]
    public void Options_OutOfRange_AreNamed(int calls, int seconds, double confidence, string name)
    {
        using var agent = new Agent(configure: options => { });
        var services = new ServiceCollection()
            .AddSingleton<IKnowledgeIndex>(agent.Knowledge)
            .AddLogging()
            .AddAnswering()
            .Configure<AnsweringOptions>(options =>
            {
                options.MaxModelCalls = calls;
                options.AnswerTimeout = TimeSpan.FromSeconds(seconds);
                options.MinConfidence = confidence;
            });
        using var provider = services.BuildServiceProvider();
        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<AnsweringOptions>>().Value);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }
}
