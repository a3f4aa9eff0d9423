using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Chat;

/// <summary>Odd but valid text comes back as it was sent, character for character.</summary>
[Collection(nameof(GroundedServer))]
public sealed class OddTextTests(GroundedServer server)
{
    public static TheoryData<string, string> Texts =>
        new()
        {
            { "German", "Größe Straße ÄÖÜ – „Anführung“" },
            { "Greek", "Πού είναι η παραγγελία μου;" },
            { "Russian", "Где мой заказ? Съешь ещё этих мягких французских булок" },
            { "Arabic", "أين طلبي؟ شكراً جزيلاً" },
            { "Hebrew with points", "שָׁלוֹם, אֵיפֹה הַהַזְמָנָה שֶׁלִּי?" },
            { "Hindi", "मेरा ऑर्डर कहाँ है? क्षत्रिय" },
            { "Tamil", "என் ஆர்டர் எங்கே?" },
            { "Thai", "คำสั่งซื้อของฉันอยู่ที่ไหน" },
            { "Chinese", "我的订单在哪里？" },
            { "Japanese", "注文はどこですか？ｶﾀｶﾅ" },
            { "Korean", "제 주문은 어디에 있나요?" },
            { "Georgian", "სად არის ჩემი შეკვეთა?" },
            { "Amharic", "ትዕዛዜ የት ነው?" },
            { "Emoji", "👋🏽👩‍👩‍👧‍👦🏳️‍🌈🇩🇪 where is my order? 🤷🏿‍♀️" },
            { "Outside the BMP", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𒀀 𐍈 🜁" },
            { "Right to left marks", "abc \u202Eevil\u202C \u2067rtl\u2069 def" },
            { "Zero width", "pass\u200Bword\u200C\u200D\uFEFF\u2060 reset" },
            {
                "Combining",
                "Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031E\u0349\u035A\u032F\u031E\u0320\u034D"
                    + "a\u030A\u0327lgo e\u0301 é"
            },
            { "Not normalized", "\u212B \u00C5 A\u030A ﬁ \u1E9B\u0323" },
            { "Line breaks", "one\r\ntwo\nthree\rfour\u2028five\u2029six\u0085seven" },
            { "Control characters", "bell\u0007 escape\u001b[31mred\u001b[0m tab\t delete\u007f" },
            { "Surrounding blanks", "  \t leading and trailing \n\n " },
            { "JSON in text", """{"user_id":"x","message":"\u0000 \\ \" / <script>"} """ },
            { "Markup", "<script>alert(1)</script> &amp; <!-- --> <b>bold</b> ${x} {{y}} %s %00 '; DROP TABLE messages; --" },
            { "Noncharacters", "a\uFFFE b\uFFFF c\uFFFD d\uDBFF\uDFFF" },
            { "One letter", "x" },
            { "8,000 letters", new string('a', 8_000) },
            { "8,000 units of emoji", string.Concat(Enumerable.Repeat("😀", 4_000)) },
            { "8,000 units of three bytes", string.Concat(Enumerable.Repeat("注文", 4_000)) },
            { "4,000 combining marks", "e" + new string('\u0301', 4_000) },
        };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Post_OddText_ComesBackUnchanged(string kind, string text)
    {
        var session = ChatClient.NewSession();

        var answer = (await server.Customer.SayAsync(session, text, $"id of {kind} — ✓", $"customer ✓ {kind}")).Is(200);

        var history = (await server.Customer.HistoryAsync(session)).Is(200);
        var said = history["messages"][0];
        Assert.Equal(text, said.Text(), StringComparer.Ordinal);
        Assert.Equal($"id of {kind} — ✓", said.Text("message_id"));
        Assert.Equal($"customer ✓ {kind}", history.Text("user_id"));
        Assert.NotEmpty(answer.Text("message"));
        await using var repeated = await server.Customer.StreamAsync(session, text, $"id of {kind} — ✓", $"customer ✓ {kind}");
        Assert.Equal(answer.Text("message"), (await repeated.AllAsync())[^1].Text("message"));
    }
}
