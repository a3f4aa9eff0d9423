using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Chat;

/// <summary><c>GET /api/v1/turns/{id}</c>.</summary>
[Collection(nameof(GroundedServer))]
public sealed class TurnTests(GroundedServer server)
{
    private readonly ChatClient _customer = server.Customer;

    [Fact]
    public async Task Read_AnAcceptedMessage_BecomesItsAnswer()
    {
        var session = ChatClient.NewSession();
        var accepted = (
            await _customer.PostAsync(
                ChatClient.Chat,
                new
                {
                    session_id = session,
                    user_id = "ann",
                    message = "How do I reset my password?",
                },
                ("Prefer", "respond-async")
            )
        ).Is(202);
        Assert.Equal(("respond-async", "1"), (accepted.Headers["preference-applied"], accepted.Headers["retry-after"]));
        var turn = $"/api/v1/turns/{accepted.Text("message_id")}?session_id={session}";

        var answer = await _customer.WaitAsync(turn, read => read.Status != 202);

        Assert.Equal(session, answer.Is(200).Text("session_id"));
        Assert.Equal((await _customer.MessagesAsync(session))[1].Text("text"), answer.Text("message"));
    }

    [Fact]
    public async Task Read_WhatWasNotAccepted_IsUnknown()
    {
        var session = ChatClient.NewSession();
        (await _customer.SayAsync(session, "How do I reset my password?")).Is(200);

        (await _customer.GetAsync($"/api/v1/turns/msg_none?session_id={session}")).IsProblem(404, "unknown_message");
        (await _customer.GetAsync($"/api/v1/turns/msg_none?session_id={ChatClient.NewSession()}")).IsProblem(404, "unknown_message");
        Assert.Equal(400, (await _customer.GetAsync("/api/v1/turns/msg_none")).Status);
    }
}
