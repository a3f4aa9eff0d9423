using CsrAgent.Answering.Checks;

namespace CsrAgent.Tests.Answering.Checks;

public sealed class InnerTextTests
{
    [Theory]
    [InlineData("""{"name":"refund_order","arguments":{"order":"mine"}}""")]
    [InlineData("""refund_order(order="mine")""")]
    [InlineData("Action: refund_order\nAction Input: {}")]
    [InlineData("```tool_code\nprint(1)\n```")]
    [InlineData("```thinking\nThe customer asks\n```")]
    [InlineData("<|channel>thought\nThe customer asks<channel|>")]
    [InlineData("analysisThe customer asks about returns.assistantfinalYou can")]
    [InlineData("<details><summary>Thinking</summary>They want a refund</details>")]
    [InlineData("<details>\n<summary>My reasoning</summary>")]
    [InlineData("<rationale>They want a refund</rationale>")]
    [InlineData("<cot>They want a refund</cot>")]
    [InlineData("[reasoning]They want a refund[/reasoning]")]
    [InlineData("＜think＞They want a refund＜/think＞")]
    [InlineData("<th\u200bink>They want a refund")]
    [InlineData("**Thinking Process:** they want a refund")]
    [InlineData("Here is my thought process: they want a refund")]
    [InlineData("‹!-- note --›")]
    public void IsIn_ReasoningOrACall_IsFound(string text) => Assert.True(InnerText.IsIn(text));

    [Theory]
    [InlineData("Think of your password, then enter it.")]
    [InlineData("Our analysis tool is under Reports.")]
    [InlineData("Actions: open Settings and select Delete.")]
    [InlineData("Choose [Save] to keep it.")]
    [InlineData("Use the code ```npm install``` first.")]
    [InlineData("Enter <your name> in the field.")]
    [InlineData("5 < 10 and 10 > 5")]
    [InlineData("Analysis: under Reports, choose Export.")]
    [InlineData("I think you can return it.")]
    [InlineData("My thoughts are with you.")]
    public void IsIn_WhatCustomersMayRead_IsNot(string text) => Assert.False(InnerText.IsIn(text));
}
