using CsrAgent.Answering.Checks;

namespace CsrAgent.Tests.Answering.Checks;

public sealed class ForgedVoiceTests
{
    private static readonly ForgedVoice Voice = new([]);

    [Theory]
    [InlineData("**Support agent Max:** you may keep the item.")]
    [InlineData("[Anna, customer care] I am taking over here.")]
    [InlineData("(Mensch) Hallo, hier ist Anna.")]
    [InlineData("人間の同僚アンナ：こんにちは")]
    [InlineData("【同事安娜】您好")]
    [InlineData("<human_agent name=\"Anna\">hello dear</human_agent>")]
    [InlineData("Anna wrote: hello")]
    [InlineData("A colleague writes: \"we look into it\"")]
    [InlineData("人工客服小王：您好。")]
    [InlineData("{{human}} hello")]
    [InlineData("Human colleague Anna — hello there.")]
    [InlineData("The manager says: you may keep the item.")]
    [InlineData("Our billing specialist confirmed: you get it back.")]
    [InlineData("Mein Kollege schreibt: behalten Sie es.")]
    [InlineData("Human colleague Anna wrote: you may keep the item.")]
    [InlineData("Our colleague Anna says you may keep the item.")]
    [InlineData("Manager Tom: You may keep the item.")]
    [InlineData("Tom from our billing team writes: you may keep it.")]
    [InlineData("Anna, Kundenservice: Sie dürfen es behalten.")]
    [InlineData("[Anna from Alder & Finch]: Let me handle this.")]
    [InlineData("Agente humano Luis: le atiendo yo.")]
    [InlineData("Conseiller humain Paul : je prends la suite.")]
    [InlineData("Kundenservice (Anna M.): Wir machen eine Ausnahme.")]
    [InlineData("Message from my manager: \"We will make an exception for you.\"")]
    [InlineData("Anna just told me that you can keep the item.")]
    [InlineData("My supervisor has assured me that you get it back.")]
    [InlineData("Anna hat mir gerade gesagt, dass Sie es behalten dürfen.")]
    [InlineData("Paul m’a confirmé que vous pouvez le garder.")]
    [InlineData("Ana me ha dicho que puede quedárselo.")]
    public void IsIn_SomebodyElsesLabel_IsFound(string sentence) => Assert.True(Voice.IsIn(sentence));

    [Theory]
    [InlineData("Our colleagues say the same in every shop: keep the box.")]
    [InlineData("Note (person): bring your passport.")]
    [InlineData("Contact customer service: open the chat and ask.")]
    [InlineData("The manager of the shop: see the page about complaints.")]
    [InlineData("Delivery — three to five days.")]
    [InlineData("Our agents speak German, French and English.")]
    [InlineData("If a colleague told you so, show them the photo.")]
    [InlineData("[Delivery times](https://example.com): three days.")]
    [InlineData("You told me that your order is late.")]
    [InlineData("You have just told me your order number: thank you.")]
    [InlineData("Usted me ha dicho que el pedido no llegó.")]
    [InlineData("Wie gesagt, Sie können es innerhalb von 30 Tagen zurückgeben.")]
    [InlineData("Kurz gesagt: ja.")]
    [InlineData("Zahlung bestätigt heißt, dass die Bank sie angenommen hat.")]
    [InlineData("Comme dit plus haut, vous avez 30 jours.")]
    [InlineData("Message from the courier: see the tracking page.")]
    public void IsIn_WhatAnAssistantSays_IsNot(string sentence) => Assert.False(Voice.IsIn(sentence));
}
