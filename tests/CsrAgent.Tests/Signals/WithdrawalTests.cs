using CsrAgent.Languages;
using CsrAgent.Signals;
using CsrAgent.Tests.Escalation;

namespace CsrAgent.Tests.Signals;

/// <summary>Who waits for a person and no longer wants one; and who only says something alike.</summary>
public sealed class WithdrawalTests
{
    // The words of a withdrawal inside a clause that says something else, and clauses that go on after one.
    private const string Harmless = """
        never mind the colour, I still need a person
        never mind the colour
        Never mind the late delivery
        never mind how long it takes
        Forget it ever worked
        I will not forget it
        Please do not forget it
        forget that coupon, the price is wrong
        don't bother me with articles
        I don't need that article
        I don't need a person who reads me articles
        I no longer need the blue one
        there is no need for a person to be rude
        I don't need to wait for an agent all day
        I want it solved
        the issue is fixed in the app only
        I need this fixed
        until it is resolved I stay here
        it was fixed by your technician and broke again
        this is not resolved
        All good reasons to complain
        I am good at waiting
        I'm fine with a colleague of yours
        we are good customers
        I found it damaged at the door
        I found it rude
        I solved the captcha and it failed
        I figured it out of the manual
        never mind, but it is still broken
        It's resolved now but the other one is not
        Never mind, I still want my money
        never mind, why is it late
        cancel my order please
        just stay with the topic
        no need to shout
        no need for the second parcel
        I already found it twice as cheap
        no importa cuál
        no importa el color
        da igual el tamaño
        ya está dañado
        ya no quiero el pedido
        no necesito hablar inglés con nadie más en la tienda
        no hace falta decir que estoy enfadado
        problema resuelto a medias
        laissez tomber le colis
        oubliez la couleur
        c'est bon marché
        tant pis pour la couleur
        je n'ai plus besoin de la facture
        pas besoin de facture
        Egal welche Farbe
        ich will keine Gutschrift
        Vergessen Sie es nicht
        ich brauche keine Rechnung mehr
        doch nicht so teuer
        alles gut verpackt aber kaputt
        deixa pra lá a cor
        não importa a cor
        não quero mais esse produto
        esqueça a fatura
        non importa il colore
        non voglio più il pacco
        lascia stare la fattura
        laat maar zien
        vergeet het pakket niet
        niet meer nodig voor maandag
        nieważne jaki kolor
        nie chcę już tego produktu
        strunta i det blå
        glem det ikke
        önemli değil hangi renk
        siparişimi iptal et
        неважно какой цвет
        не забудьте про заказ
        неважливо який колір
        لا يهم اللون
        कोई बात नहीं रंग की
        問題はまだ解決しましたとは言えません
        不用了解
        问题还没解决了
        """;

    private static readonly HumanRequestDetector Detector = new();

    [Theory]
    [InlineData("Never mind")]
    [InlineData("never mind, thanks!")]
    [InlineData("I'm fine, thanks, no need for a person")]
    [InlineData("Actually, never mind, I found it.")]
    [InlineData("No need to call a colleague anymore.")]
    [InlineData("I don't need a human anymore, thank you")]
    [InlineData("Forget it.")]
    [InlineData("nvm, solved it myself")]
    [InlineData("I figured it out, thanks")]
    [InlineData("Let's just continue with you.")]
    [InlineData("stop waiting, go back to the bot")]
    [InlineData("Please switch back to the assistant.")]
    [InlineData("ok, stop looking for a person please")]
    [InlineData("Zurück zum Bot bitte")]
    [InlineData("It's resolved now, thank you!")]
    [InlineData("Hat sich erledigt, danke!")]
    [InlineData("Schon gut, ich brauche keinen Mitarbeiter mehr.")]
    [InlineData("Laissez tomber, merci.")]
    [InlineData("Je n'ai plus besoin d'un conseiller, merci.")]
    [InlineData("Ya no hace falta, gracias.")]
    [InlineData("Ya no necesito hablar con un agente.")]
    [InlineData("Deixa pra lá, obrigado.")]
    [InlineData("Não preciso mais de um atendente.")]
    [InlineData("Lasci stare, ho risolto.")]
    [InlineData("Non ho più bisogno di un operatore, grazie.")]
    [InlineData("Laat maar, het is opgelost.")]
    [InlineData("Ik heb geen medewerker meer nodig.")]
    [InlineData("Nieważne, już nie trzeba.")]
    [InlineData("Strunta i det, tack.")]
    [InlineData("Gerek kalmadı, teşekkürler.")]
    [InlineData("Уже не нужно, спасибо, разобрался.")]
    [InlineData("Вже не потрібно, дякую.")]
    [InlineData("لا داعي، شكرا")]
    [InlineData("रहने दीजिए, धन्यवाद")]
    [InlineData("もう大丈夫です。ありがとうございます。")]
    [InlineData("不用了，谢谢")]
    [InlineData("不用了，我已经自己解决了")]
    [InlineData("ok thanks, never mind")]
    [InlineData("Sorry, forget it, my neighbour had it")]
    [InlineData("I'm good, thanks")]
    [InlineData("all good now, thank you so much")]
    [InlineData("oh, I found it")]
    [InlineData("Alles klar danke, hat sich schon erledigt")]
    [InlineData("No importa, gracias")]
    [InlineData("Non importa, grazie mille")]
    [InlineData("Não importa, já consegui")]
    [InlineData("Egal, danke")]
    [InlineData("Lascia perdere")]
    [InlineData("Laat maar zitten, dank je")]
    [InlineData("Não é preciso, obrigado")]
    [InlineData("問題は解決しました")]
    public void Withdraws_SaysSo_IsTakenBack(string text) => Assert.True(Detector.Withdraws(Words.Of(text)), text);

    [Theory]
    [InlineData("I want to talk to a person")]
    [InlineData("Never mind the bot, get me a human please")]
    [InlineData("Forget it, I want a real person now")]
    [InlineData("Never mind, can I have a human?")]
    [InlineData("No")]
    [InlineData("No thanks")]
    [InlineData("Thank you, I'll wait.")]
    [InlineData("I'm fine with waiting a bit longer until somebody has time for this")]
    [InlineData("My order number is AF-10482217")]
    [InlineData("Is it solved?")]
    [InlineData("The problem is not solved")]
    [InlineData("I need someone right now")]
    [InlineData("I'm done waiting!")]
    [InlineData("Stop making me wait")]
    [InlineData("don't send me back to the bot")]
    [InlineData("Not back to the bot again!")]
    [InlineData("Nicht zurück zum Bot!")]
    [InlineData("How long will it take?")]
    [InlineData("Please hurry, I need this today")]
    [InlineData("I don't need the blue one but the red one, and the invoice was wrong as well")]
    [InlineData("Ich brauche einen Mitarbeiter")]
    [InlineData("Ich warte schon seit einer Stunde")]
    [InlineData("Je veux parler à un conseiller")]
    [InlineData("Necesito hablar con un agente")]
    [InlineData("Ho bisogno di un operatore")]
    [InlineData("Ik wil een medewerker spreken")]
    [InlineData("Мне нужен оператор")]
    [InlineData("我要人工客服")]
    [InlineData("担当者と話したいです")]
    public void Withdraws_StillWantsOne_IsNot(string text) => Assert.False(Detector.Withdraws(Words.Of(text)), text);

    [Fact]
    public void Withdraws_OnlyContainsTheWords_IsNot() =>
        Misses.None(Harmless.Split('\n').Where(line => Detector.Withdraws(Words.Of(line))));
}
