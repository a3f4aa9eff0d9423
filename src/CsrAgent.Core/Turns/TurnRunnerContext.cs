using CsrAgent.Conversations.Feed;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Turns;

/// <summary>What every turn shares.</summary>
internal sealed record TurnRunnerContext(IReplyFeed Feed, IOptions<TurnOptions> Options, TimeProvider Time, ILogger<TurnRunner> Logger);
