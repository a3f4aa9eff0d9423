using CsrAgent.Languages;
using CsrAgent.Signals;

namespace CsrAgent.Tests.Signals;

/// <summary>Who waits for a person and no longer wants one; and who only says something alike.</summary>
public sealed class WithdrawalTests
{
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
}
