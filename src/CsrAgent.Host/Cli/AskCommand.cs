using System.CommandLine;
using Spectre.Console;

namespace CsrAgent.Host.Cli;

/// <summary><c>csr-agent ask</c>: asks a running server a question as a customer does.</summary>
internal static class AskCommand
{
    private const string DefaultUser = "csr-agent-ask";

    public static Command Create(RunCommand run)
    {
        var question = new Argument<string>("question");
        var user = new Option<string>("--user") { Description = "Whose question it is.", DefaultValueFactory = _ => DefaultUser };
        var session = new Option<string?>("--session") { Description = "The conversation to go on with; without it, a new one." };
        var command = new Command(CliCommands.Ask, "Asks a question as a customer does. Exit code 1: no article answered it.")
        {
            question,
            user,
            session,
        };
        command.SetAction(
            (parsed, token) =>
                run(
                    parsed,
                    call => RunAsync(call, parsed.GetRequiredValue(question), parsed.GetValue(user)!, parsed.GetValue(session), token)
                )
        );
        return command;
    }

    private static async Task<bool> RunAsync(
        CliCall call,
        string question,
        string user,
        string? session,
        CancellationToken cancellationToken
    )
    {
        var answer = await call.PostAsync(
            "api/v1/chat",
            new
            {
                session_id = session ?? "ask-" + Guid.NewGuid().ToString("N"),
                user_id = user,
                message = question,
            },
            cancellationToken
        );
        var sources = answer.TryGetProperty("kb_articles", out var articles) ? articles.EnumerateArray().ToList() : [];
        if (call.IsJson)
        {
            call.PrintJson(answer);
            return sources.Count > 0;
        }
        if (!answer.TryGetProperty("message", out var message))
        {
            call.Console.WriteLine("The answer takes longer; the conversation has it later.");
            return false;
        }
        call.Console.WriteLine(message.ToString());
        call.Console.WriteLine();
        foreach (var source in sources)
        {
            call.Console.WriteLine($"- {source.GetProperty("title")} ({source.GetProperty("id")}) {source.GetProperty("url")}".TrimEnd());
        }
        call.Console.WriteLine($"session {answer.GetProperty("session_id")}");
        return sources.Count > 0;
    }
}
