using CsrAgent.Signals;
using CsrAgent.Tests.Escalation;

namespace CsrAgent.Tests.Signals;

public sealed class HumanRequestDetectorTests
{
    private const string Requests = """
        I want to talk to a person
        talk to a human
        agent
        Agent please
        human
        representative!!
        speak to a real human please
        Can I speak with someone?
        Could I please talk to a manager
        I'd like to speak with a live agent
        connect me to an agent
        Please transfer me to customer service
        put me through to a supervisor
        get me a human NOW
        I need a real person
        give me a human
        Is there a human there?
        Is there anyone I can talk to?
        is there someone I could speak to about this?
        I don't want to talk to a bot
        stop with this stupid bot
        I would rather talk to a human being
        I'd prefer to chat with one of your colleagues
        can someone call me back
        Could somebody from your team contact me?
        let me talk to your manager
        I want your supervisor
        How do I reach a human?
        Would it be possible to speak to somebody about my bill?
        I am wondering if I could perhaps talk to someone
        Please escalate this
        no more bots please
        this needs a human
        Can a human help me?
        hand me over to a person
        let me speak to your boss
        I'd like to have a word with someone in charge
        this chatbot is useless, get me somebody who can actually help
        Transfer me to the billing department
        I want to speak with billing
        je souhaite être mis en relation avec un conseiller
        ligue-me a um assistente
        I want to escalate my complaint
        Still unclear to me. Could somebody from your team ring me?
        I would sooner deal with an adviser about this
        no, I want a human
        no bot, human please
        Hi, the shower is broken since Monday and nobody came, can you put me through to the reception please
        I don't want another article but a person who listens
        My transfer was declined twice, the app says error 40, I want a person to look into it
        Ich möchte mit einem Menschen sprechen
        Kann ich mit einem Mitarbeiter reden?
        Mitarbeiter bitte
        Verbinden Sie mich bitte mit einem Berater
        Ich will nicht mit einem Bot reden
        Quiero hablar con una persona
        ¿Puedo hablar con un agente?
        pásame con un humano por favor
        agente por favor
        Je veux parler à un humain
        Puis-je parler à un conseiller ?
        Passez-moi un conseiller
        Quero falar com um atendente
        atendente por favor
        Me passa para um humano
        Vorrei parlare con un operatore
        operatore
        Posso parlare con una persona reale?
        Ik wil een medewerker spreken
        Kan ik met een mens praten?
        Chcę porozmawiać z człowiekiem
        połącz mnie z konsultantem
        Jag vill prata med en människa
        Jeg vil gerne tale med et menneske
        Jeg vil snakke med en person
        Haluan puhua ihmisen kanssa
        Chci mluvit s člověkem
        Szeretnék egy emberrel beszélni
        Vreau să vorbesc cu un om
        Gerçek bir insanla konuşmak istiyorum
        Saya mau bicara dengan manusia
        Tôi muốn nói chuyện với nhân viên
        Хочу поговорить с человеком
        соедините меня с оператором
        Я хочу поговорити з людиною
        人間と話したい
        オペレーターにつないでください
        转人工
        我要人工客服
        상담원 연결해 주세요
        사람이랑 얘기하고 싶어요
        أريد التحدث مع موظف
        אני רוצה לדבר עם נציג
        मैं किसी इंसान से बात करना चाहता हूँ
        ขอคุยกับเจ้าหน้าที่
        """;

    private const string Others = """
        What are your agents' opening hours?
        no human please
        No agent needed, thanks
        please don't call me, just answer here
        hotel
        phone case
        tomorrow
        since yesterday
        repeat that please
        end chat
        stop the chat
        one more time please
        call me a taxi
        I need a password manager
        transfer me 20 euros please
        can you connect my account to google pay
        someone took money from my account
        can I give my card to someone else
        I need help with my booking
        phone is gone
        speak to me in French
        can a person under 18 order?
        do I talk to a person when I call?
        is this a real person's review
        How do I reset my password?
        My travel agent booked this order
        How many people can use one account?
        I am ordering for two people
        Is the delivery person allowed to leave it at the door?
        Are you a bot?
        are you a real person?
        I already spoke to an agent yesterday
        Your agent told me the refund takes 5 days
        I don't need an agent, just the address
        I don't want to talk to anyone, just cancel it
        Do you sell wigs made of human hair?
        Can one person have two accounts?
        I want to transfer my subscription to another person
        how do I become a support agent for your company
        When are your support agents available?
        The password manager does not fill in my login
        I need a new charger
        Where can I talk about my order?
        price per person?
        what is your phone number
        I called you a good shop
        My manager has to approve the invoice
        the person who received the parcel was my neighbour
        Do you support live tracking?
        I want to talk about my order
        can you connect my account to PayPal
        Do you have a phone number I can call?
        Wann haben Ihre Mitarbeiter Zeit? Öffnungszeiten?
        Was kostet das pro Person?
        ¿Cuál es el precio por persona?
        Quel est le prix par personne ?
        Qual é o preço por pessoa?
        営業時間を教えてください
        客服工作时间是几点
        """;

    private static readonly HumanRequestDetector Detector = new();

    [Fact]
    public void WantsHuman_Requests_AreSeen() => Misses.None(Lines(Requests).Where(line => !Detector.WantsHuman(line)));

    [Fact]
    public void WantsHuman_OtherMessages_AreNot() => Misses.None(Lines(Others).Where(Detector.WantsHuman));

    private static IEnumerable<string> Lines(string table) =>
        table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim());
}
