using CsrAgent.Signals;
using CsrAgent.Tests.Escalation;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Signals;

public sealed class SensitiveTopicsTests
{
    private const string Table = """
        legal_threat|I will sue you
        legal_threat|my lawyer will contact you
        legal_threat|I am going to take legal action
        legal_threat|see you in court
        legal_threat|I'll report you to the consumer protection agency
        legal_threat|Ich schalte meinen Anwalt ein
        legal_threat|voy a hablar con mi abogado
        legal_threat|je vais porter plainte
        legal_threat|vou ao Procon
        legal_threat|passo alle vie legali
        legal_threat|ik schakel mijn advocaat in
        legal_threat|我要起诉你们
        self_harm|I want to kill myself
        self_harm|i don't want to live anymore
        self_harm|thinking about suicide
        self_harm|Ich will nicht mehr leben
        self_harm|quiero morir
        self_harm|je veux mourir
        self_harm|死にたい
        safety|the charger caught fire
        safety|my son was injured by the chair
        safety|I got an electric shock from the lamp
        safety|the battery exploded
        safety|I found glass in my food
        safety|Das Ladegerät hat Feuer gefangen
        safety|el aparato explotó
        safety|det brinner i laddaren
        safety|j'ai été brûlé par la bouilloire
        fraud|my card was stolen
        fraud|someone hacked my account
        fraud|there are unauthorized charges on my account
        fraud|I never made this purchase
        fraud|I don't recognise this transaction
        fraud|Meine Kreditkarte wurde gestohlen
        fraud|me robaron la tarjeta
        fraud|on m'a volé ma carte, elle est piratée
        fraud|meu cartão foi clonado
        fraud|la mia carta è stata rubata
        discrimination|your driver was racist to my wife
        discrimination|I was discriminated against because of my religion
        discrimination|eso es racismo
        press|I'm a journalist working on a story
        press|I will go to the press with this
        press|Presseanfrage zu Ihrem Unternehmen
        contract_cancellation|We want to terminate our enterprise contract at the end of the year
        contract_cancellation|please cancel all our licenses
        contract_cancellation|Wir kündigen unseren Vertrag zum Jahresende
        contract_cancellation|hiermit möchten wir den Rahmenvertrag kündigen
        contract_cancellation|queremos rescindir nuestro contrato
        contract_cancellation|nous souhaitons résilier notre contrat
        contract_cancellation|vogliamo disdire il nostro contratto
        contract_cancellation|мы хотим расторгнуть договор
        |How do I cancel my order?
        |cancel my subscription please
        |Ich möchte meine Bestellung stornieren
        |What is the end of my business day delivery?
        |Where is my order?
        |How do I reset my password?
        |is this chair safe for children?
        |I want to buy a Fire TV stick
        |press the button and nothing happens
        |the deadline is tomorrow
        |Can you deliver to a hospital?
        |How do you protect my card against fraud?
        |My payment failed
        |I want to return a garlic press
        |do you sell smoke detectors?
        |this colour is to die for
        |The lamp stopped working
        |I killed the app and restarted it
        |I lost my order number
        |what if it's another brand
        |Ich habe eine Frage zur Rechnung
        |Quiero cambiar mi dirección de entrega
        """;

    private static readonly SensitiveTopics Topics = new(Options.Create(new SensitiveTopicOptions()));

    [Fact]
    public void Find_Table_GivesTheTopic() =>
        Misses.None(
            Rows()
                .Where(row => (Topics.Find(row.Text) ?? "") != row.Topic)
                .Select(row => $"{row.Topic}: {row.Text} > {Topics.Find(row.Text)}")
        );

    [Fact]
    public void Find_SeveralTopics_GivesTheMostUrgent() =>
        Assert.Equal(SensitiveTopics.Safety, Topics.Find("The charger caught fire, my lawyer will contact you"));

    [Fact]
    public void Find_OwnTopic_IsFoundByItsKeywords()
    {
        var options = new SensitiveTopicOptions();
        options.Topics["wholesale"] = new SensitiveTopic { Keywords = { ["en"] = ["bulk order*", "wholesale"], ["de"] = ["grosshandel"] } };
        var topics = new SensitiveTopics(Options.Create(options));
        Assert.Equal("wholesale", topics.Find("Do you take bulk orders?"));
        Assert.Equal("wholesale", topics.Find("Bieten Sie Großhandel an?"));
        Assert.Null(topics.Find("I have one order"));
    }

    [Fact]
    public void Find_TopicSwitchedOff_IsLeftAlone()
    {
        var options = new SensitiveTopicOptions();
        options.Topics[SensitiveTopics.Press].Enabled = false;
        Assert.Null(new SensitiveTopics(Options.Create(options)).Find("I'm a journalist working on a story"));
    }

    private static IEnumerable<(string Topic, string Text)> Rows() =>
        Table
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Trim().Split('|'))
            .Select(parts => (parts[0], parts[1]));
}
