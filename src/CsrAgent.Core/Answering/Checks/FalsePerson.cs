using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Checks;

/// <summary>
/// Finds a sentence in which the agent passes for a person: says that it is one, introduces itself as a colleague ("Hi, this is Anna from
/// the support team"), or announces one who is not there ("[Anna joined the chat]").
/// </summary>
internal sealed partial class FalsePerson(string agentName, string companyName)
{
    /// <summary>Where people of a company work.</summary>
    internal const string Teams =
        @"support(?:[\s-](?:team|staff|desk))?|customer (?:service|support|care|success)(?: team)?|service team|help ?desk|back ?office|"
        + @"kundendienst|kundenservice|kundenbetreuung|service-?team|atención al cliente|soporte|equipo de soporte|"
        + @"service clients?|support client|servizio clienti|assistenza clienti|klantenservice|atendimento(?: ao cliente)?|suporte";

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private const string Introductions =
        @"(?:this is|i am|i['’]m|my name is|you are (?:speaking|chatting|talking) (?:to|with)|hier (?:ist|spricht)|"
        + @"mein name ist|ich (?:bin|heiße)|soy|me llamo|mi nombre es|je suis|je m['’]appelle|mon nom est|sono|mi chiamo|sou|"
        + @"meu nome é|aqui é|ici|aquí|ik ben|mijn naam is)";

    private const string Roles =
        ForgedVoice.Colleagues + "|" + Teams + @"|team ?(?:lead(?:er)?|member|manager|leiter(?:in)?)|"
        + @"manager(?:in)?|specialist|advis[eo]r|(?:\p{L}+\s)?(?:team|department|crew)|\p{L}*abteilung|equipo(?:\sde\s\p{L}+)?|"
        + @"équipe(?:\s\p{L}+)?|squadra|equipe(?:\sde\s\p{L}+)?|\p{L}*afdeling|zespół|zespołu|команд[аы]|команди|"
        + "ekibi(?:nden)?";

    // "Ihr Link" is nobody's name: German writes nouns like names.
    private const string Nobody = @"(?!(?:Ihr|Dein|Unser|Mein|Der|Die|Das|Sie|Your|The)\w{0,2}\b)";

    // "the shift manager", "an experienced advisor"
    private const string Adjective = @"(?:\p{L}+\s)?";

    // What stands between a name and its role; more in between, and the role is somebody else's: "Monday, when our support team is there".
    private const string Link =
        @"[,\s–—-]+(?:(?:and|und|y|et|e|en|i|i['’]m|am|work|ich|arbeite|your|the|a|an|our|one|of|from|with|in|at|vom|von|aus|"
        + @"beim|dem|ihre?|deine?|eine?|de|del|du|da|do|della|des|van|uw|votre|su|tu|una?|une|il|la)\s){0,6}(?:(?:de|d)?l['’])?";

    private const string SomeColleague =
        @"^[\W_]*(?:an?|the|your|our|ein[e]?|un[ae]?|een)\s(?:\w+\s)?(?:" + ForgedVoice.Colleagues + ")";

    private const string Joins =
        @"(?:has |have |just )*(?:joined|entered|taken over|took over|is now (?:in|handling|connected to)) "
        + @"(?:the|this|your|our) (?:chat|conversation)"
        + @"|(?:ist|hat) (?:jetzt |nun |soeben |gerade )*(?:dem|den|das|im|in dem) (?:chat|gespräch) ?"
        + "(?:beigetreten|betreten|übernommen)"
        + @"|(?:se ha unido|se unió|ha entrado|entró) (?:al|a la|en el|en la) (?:chat|conversación)"
        + @"|(?:a rejoint|vient de rejoindre|est entrée? dans) (?:le chat|la conversation|la discussion)"
        + @"|(?:si è unit[oa]|è entrat[oa]) (?:alla|nella|in) (?:chat|conversazione)"
        + @"|(?:entrou n[oa]|juntou-se [aà]o?) (?:chat|conversa)"
        + @"|(?:is|heeft) (?:nu )?(?:aan )?(?:de chat|het gesprek) (?:toegetreden|deelgenomen|overgenomen)";

    // "Hello, this is Anna, a real person": a few words between, and what she is.
    private const string RealPerson =
        @"(?:a|an|une?|eine?|una?|uma|een)\s(?:(?:real|true|actual|live|vraie|echter?|echte|reale?|vera|verdadera|de verdade)\s)"
        + @"(?:person(?:ne|a)?|human(?: being)?|mensch|pessoa|mens|persoon)\b(?!['’]s)";

    private const string SelfAsPerson =
        @"\b" + Introductions + @"\s(?:[^\s.!?]+\s){0,3}" + RealPerson
        + @"|^\W*(?:as|als|en tant que|en tant qu['’]|como|come)\s?(?:an?|ein[e]?|un[ae]?|een)?\s?"
        + @"(?:" + ForgedVoice.Colleagues + @"|person(?:ne|a)?|human(?: being)?|mensch(?:liche\w*)?|humain|umano|humano)\b,?\s"
        + @"(?:i|ich|je|yo|io|eu|ik|kann ich)\b";

    // What each alternative of the expressions below contains.
    private static readonly NeededWords InClaims = new(
        ["i'm", "i am", "you're", "you are", "ich bin", "sie s", "sie c", "soy ", "sou ", "habla", "suis", "sono ", "ik ben", "jestem"]
    );

    private static readonly NeededWords InSelves = new(
        [.. "person,human,mensch,pessoa,mens,humain,umano,colleague,kolleg,agent,colega,collega,conseiller,mitarbeiter".Split(',')]
    );

    private static readonly NeededWords InNames = new(
        [.. "my name,mein name,llamo,mi nombre,appelle,mon nom,mi chiamo,meu nome,mijn naam,you are,you're,you’re".Split(',')]
    );

    private static readonly NeededWords InAnnouncements = new(
        ["chat", "conversa", "discussion", "gesprek", " joined", " entered", " connected"]
    );

    private static readonly NeededWords InIntroductions = new(
        [
            .. "this is,i am,i'm,my name,you are,hier,mein name,ich bin,soy,llamo,mi nombre,je suis,je m,mon nom,sono,mi chiamo".Split(','),
            .. "sou,meu nome,ik ben,mijn naam,here,speaking,ici,qui,aqu".Split(','),
        ]
    );

    private static readonly NeededWords InRoles = new(
        [
            .. "colleague,agent,representative,operator,supervisor,kolleg,mitarbeiter,sachbearbeiter,colega,operador".Split(','),
            .. "atendente,conseiller,collega,operat,medewerk,konsultant,kolega,pracownik,medarbetare,temsilci,support,customer".Split(','),
            .. "service,help,office,kundendienst,kundenbetreuung,soporte,servizio,assistenza,klantenservice,atendimento".Split(','),
            .. "suporte,team,manager,specialist,advis,department,crew,abteilung,equipo,équipe,squadra,equipe,afdeling".Split(','),
            .. "zesp,команд,ekib".Split(','),
        ]
    );

    /// <param name="sentence">A sentence, or a whole answer.</param>
    public bool IsIn(string sentence)
    {
        if (InClaims.MayBeIn(sentence) && Claim().IsMatch(sentence)) return true;
        if (InSelves.MayBeIn(sentence) && Self().IsMatch(sentence)) return true;
        if (InAnnouncements.MayBeIn(sentence) && Announcement().IsMatch(sentence)) return true;
        if (InNames.MayBeIn(sentence) && IsOther(OwnName(), sentence)) return true;
        if (InRoles.MayBeIn(sentence) && IsOther(SignedRole(), sentence)) return true;
        if (!InRoles.MayBeIn(sentence) || !InIntroductions.MayBeIn(sentence)) return false;
        return IsOther(Introduction(), sentence);
    }

    private bool IsOther(Regex introduction, string sentence) =>
        introduction.Matches(sentence).Any(match => !IsOwn(match.Groups["name"].Value) && !Assistant().IsMatch(sentence, match.Index));

    /// <summary>True if a complete answer ends with a person's name.</summary>
    public bool HasSigned(string text) => Signature.Find(text, IsOwn) is not null;

    /// <summary>From which position an incomplete sentence must be held back until it is complete; its length if none.</summary>
    public static int HoldFrom(string sentence) => Begins().Match(sentence) is { Success: true } match ? match.Index : sentence.Length;

    // "Finch's customer service" is the company, and an agent may be called Anna.
    private bool IsOwn(string name) =>
        agentName.Contains(name, StringComparison.OrdinalIgnoreCase)
        || name.StartsWith(agentName, StringComparison.OrdinalIgnoreCase)
        || companyName.Contains(name, StringComparison.OrdinalIgnoreCase)
        || name.StartsWith(companyName, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"\bi(?:['’]m| am) (?:indeed |really |actually )?(?:a (?:real |live |actual )?human\b|human\b"
            + @"|an? (?:real|live|actual) (?:person|employee|agent)\b|an? (?:person|human being)\b(?!\w|-)"
            + @"|not (?:a (?:ro|chat)?bot|an? (?:ai|a\.i\.|machine|computer|program))\b)"
            + @"|\byou(?:['’]re| are) (?:now |indeed |actually )?(?:talking|chatting|speaking|writing) (?:to|with) (?:a (?:real |live )?"
            + @"(?:person|human)|a real)\b"
            + @"|\bich bin (?:ein (?:echter )?mensch\b|eine (?:echte|reale) person\b|kein (?:ro|chat)?bot|keine (?:ki|maschine)\b)"
            + @"|\bsie (?:sprechen|schreiben|chatten) (?:jetzt |gerade )?mit einem (?:echten )?menschen\b"
            + @"|\b(?:soy|sou) (?:un |um )?(?:ser )?humano\b|\bsoy una persona (?:real|de verdad)\b|\bsou uma pessoa (?:real|de verdade)\b"
            + @"|\bn(?:o soy|ão sou) (?:un |um |una |uma )?(?:(?:ro)?bot|robô|máquina|ia)\b"
            + @"|\b(?:habla|está falando) con? una? persona real\b"
            + @"|\bje suis (?:bien )?(?:un (?:être )?humain|une (?:vraie personne|personne réelle))\b"
            + @"|\bje ne suis pas (?:un (?:ro)?bot|une (?:ia|machine))\b"
            + @"|\bsono (?:un (?:essere )?umano|una persona (?:reale|vera))\b|\bnon sono (?:un (?:ro)?bot|una (?:ia|macchina))\b"
            + @"|\bik ben (?:een (?:echt )?mens|geen (?:ro)?bot)\b|\bjag är (?:en (?:riktig |verklig )?människa|ingen (?:ro)?bot)\b"
            + @"|\bjestem (?:prawdziw\w+ (?:osobą|człowiekiem)|człowiekiem)\b|\bnie jestem (?:ro)?botem\b"
            + @"|\bя (?:живой |настоящий |реальный |жива |справжня )?"
            + @"(?:человек|людина)\b(?!\s*[,-])"
            + @"|\bя не (?:ро)?бот\b"
            + @"|\b(?:gerçek )?bir insanım\b|\brobot değilim\b"
            + "|我是真人|我是人类|我不是(?:机器人|AI|人工智能)|私は人間です|ロボットではありません"
            + @"|أنا (?:إنسان|شخص حقيقي)|لست (?:روبوت|آلة)"
            + @"|मैं (?:एक )?(?:असली )?इंसान हूँ|मैं रोबोट नहीं",
        Options
    )]
    private static partial Regex Claim();

    [GeneratedRegex(SelfAsPerson, Options | RegexOptions.Multiline)]
    private static partial Regex Self();

    // "Anna", with her role after it in the same sentence; or "Anna here, from the support team".
    [GeneratedRegex(
        @"\b" + Introductions + @"\s(?-i:" + Nobody + ")(?<name>" + ForgedVoice.Name + @")\b" + Link + Adjective + "(?:" + Roles + @")\b"
            + @"|^[\W_]*(?<name>" + ForgedVoice.Name + @")\s(?:here|speaking|hier|aquí|ici|qui)\b" + Link + "(?:" + Roles + @")\b",
        Options | RegexOptions.Multiline
    )]
    private static partial Regex Introduction();

    // Whatever else stands there: the agent has another name.
    [GeneratedRegex(
        @"\b(?:my name is|mein name ist|me llamo|mi nombre es|je m['’]appelle|mon nom est|mi chiamo|meu nome é|mijn naam is"
            + @"|you(?:['’]re| are) (?:now )?(?:speaking|chatting|talking|connected) (?:to|with))\s(?-i:(?!I\b|AI\b)(?<name>"
            + ForgedVoice.Name
            + "))",
        Options
    )]
    private static partial Regex OwnName();

    // "— Anna, Customer Service" on a line of its own.
    [GeneratedRegex(
        @"^[^\w\n]*(?<name>" + ForgedVoice.Name + @")(?:,\s|\s(?:from|of|vom|von|del|du|van)\s)(?:the\s|our\s|your\s|dem\s)?(?:" + Teams
            + @")(?:\s(?-i:\p{Lu})\p{L}+){0,3}[^\w\n]*$",
        Options | RegexOptions.Multiline
    )]
    private static partial Regex SignedRole();

    [GeneratedRegex(
        @"(?:\b" + ForgedVoice.Name + "|" + SomeColleague + @")\s(?:" + Joins + ")"
            + "|" + SomeColleague + @"\s(?:has |have |just )+(?:joined|entered|connected)(?: us)?[\s.!]*$"
            + "|(?:がチャットに参加|已?加入(?:了)?(?:对话|聊天|會話|会话))",
        Options | RegexOptions.Multiline
    )]
    private static partial Regex Announcement();

    [GeneratedRegex(
        @"\G[^.!?\n]*\b(?:assistant|bot|virtual|ai|ki|automat\w*|digital\w*|\w*assistent\w*|assistente|asistente|virtuell\w*|virtuel\w*)\b",
        Options
    )]
    private static partial Regex Assistant();

    [GeneratedRegex(
        @"\b" + Introductions + @"(?:\s(?-i:\p{Lu})|\s?$)"
            + @"|" + SomeColleague + @"|^[\W_]*" + ForgedVoice.Name + @"\s(?:here|speaking|has|just|joined|is|ist|hat|se|a|si|è)\b",
        Options
    )]
    private static partial Regex Begins();
}
