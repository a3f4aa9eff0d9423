using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Chat;

/// <summary>What the endpoint needs beside its way.</summary>
internal sealed record PostMessageParts(SessionIds Ids, OpenChats Open, IOptions<ChatOptions> Options);
