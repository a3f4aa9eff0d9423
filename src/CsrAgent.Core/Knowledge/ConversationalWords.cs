namespace CsrAgent.Knowledge;

/// <summary>
/// Filler words of customers' questions, which say nothing about the subject. A search ignores them; otherwise "can you please help me"
/// would look like three things that the articles lack.
/// </summary>
internal static class ConversationalWords
{
    private static readonly IReadOnlySet<string> None = new HashSet<string>();
    private static readonly Dictionary<string, IReadOnlySet<string>> Words = new()
    {
        ["en"] = Set(
            """
            a about actually after again ago all already also always am an and another any anybody anymore anyone anything are aren as
            ask asked at be because been before being bit both but by bye can come came comes coming could couldn couldnt cheers day
            did didn didnt do does doesn doesnt doing don done dont during each either else even ever every everything few find fine
            first for from get gets getting give go goes going gonna good got great guys had hadn happen happened happens has hasn
            hasnt have haven havent having he hello help helping her here hey hi him his how however i id if ill im in instead into is
            isn isnt it its itself ive just keep kind kindly know last let like little look looking lot made make makes making man many
            may maybe me mean might mine more most much must my myself need needed needs never new next nice no nobody none nor not
            nothing now of off ok okay old on once one only onto or other our out over own people please possible pretty put quite
            rather really right said same say saying says see seem seems several shall she should show since so some somebody somehow
            someone something soon sorry still such sure take taken takes taking tell thank thanks that thats the their them then there
            these they thing things think this those though thru till to today together told too tried try trying two u um until up
            upon us use used using very via wanna want wanted wants was wasn wasnt way we week weeks well went were weren werent what
            whatever whats when where whether which while who whom whose why will with within without won wondering wont would wouldn
            wouldnt yes yesterday yet you your yours yourself
            """
        ),
        ["de"] = Set(
            """
            bitte danke hallo hilfe helfen hilft brauche brauchen möchte möchten will wollen wollte kann können könnte könnten muss
            müssen soll sollen gibt geht gehen geben wissen weiß sagen sagt machen mache macht tun wie was wo wann warum wer wieso mal
            noch schon immer leider einfach heute gestern jetzt gerade etwas jemand ja nein ok okay bekomme bekommen habe haben hatte
            hat mein meine meinen meinem meiner funktioniert
            """
        ),
        ["fr"] = Set(
            """
            bonjour bonsoir salut merci svp plaît plait aide aider aidez besoin veux voudrais vouloir peux peut pouvez pouvoir puis
            dois doit faut faire fais fait dire dites savoir sais comment quand où pourquoi quel quelle quoi est-ce toujours déjà
            encore aujourd'hui hier maintenant oui non ok avoir ai avez mon ma mes marche
            """
        ),
        ["es"] = Set(
            """
            hola gracias favor ayuda ayudar ayúdame necesito necesita quiero quisiera querer puedo puede pueden poder debo debe hacer
            hago hace decir dime saber sé cómo cuándo dónde qué cuál quién todavía aún ya siempre hoy ayer ahora sí no ok
            tengo tiene tener mi mis funciona
            """
        ),
        ["pt"] = Set(
            """
            olá oi obrigado obrigada favor ajuda ajudar preciso precisa quero queria gostaria posso pode podem poder devo deve fazer
            faço faz dizer diga saber sei como quando onde qual quem que ainda já sempre hoje ontem agora sim não ok tenho tem ter meu
            minha meus minhas funciona
            """
        ),
        ["it"] = Set(
            """
            ciao salve grazie favore aiuto aiutare aiutarmi bisogno voglio vorrei posso può potete devo deve fare faccio fa dire dimmi
            sapere so come quando dove perché quale chi cosa ancora già sempre oggi ieri adesso ora sì no ok ho ha avere mio mia miei
            mie funziona
            """
        ),
        ["nl"] = Set(
            """
            hallo hoi dank bedankt alstublieft graag hulp help helpen nodig wil willen zou kan kunnen moet moeten doen doe maken zeggen
            weten weet hoe wat waar wanneer waarom wie nog al altijd vandaag gisteren nu ja nee ok heb hebben heeft mijn werkt
            """
        ),
        ["sv"] = Set(
            "hej tack hjälp hjälpa behöver vill kan måste göra gör säga veta vet hur vad var när varför vem ännu redan alltid "
                + "idag nu ja nej ok har min mitt mina fungerar"
        ),
        ["da"] = Set(
            "hej tak hjælp hjælpe brug vil kan skal gøre sige ved hvordan hvad hvor hvornår hvorfor hvem endnu allerede altid i dag "
                + "nu ja nej ok har min mit mine virker"
        ),
        ["no"] = Set(
            "hei takk hjelp hjelpe trenger vil kan må gjøre si vet hvordan hva hvor når hvorfor hvem ennå allerede alltid i dag "
                + "nå ja nei ok har min mitt mine fungerer"
        ),
    };

    /// <summary>Lower case. Empty for a language without a list.</summary>
    /// <param name="language">ISO 639-1.</param>
    public static IReadOnlySet<string> Of(string language) => Words.GetValueOrDefault(language, None);

    private static HashSet<string> Set(string words) => [.. words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
}
