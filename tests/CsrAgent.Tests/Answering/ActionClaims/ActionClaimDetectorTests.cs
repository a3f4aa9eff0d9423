using CsrAgent.Answering.ActionClaims;
using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using CsrAgent.Languages;

namespace CsrAgent.Tests.Answering.ActionClaims;

public sealed class ActionClaimDetectorTests
{
    public static readonly TheoryData<string, string> Claims = new()
    {
        { "en", "I have refunded your order." },
        { "en", "I've now cancelled order 12345 for you." },
        { "en", "I’ve processed your refund of $40." },
        { "en", "We've processed your refund." },
        { "en", "We have sent a replacement to your address." },
        { "en", "I just reset your password." },
        { "en", "I just updated your shipping address." },
        { "en", "I already cancelled it." },
        { "en", "I cancelled your subscription." },
        { "en", "We refunded your card yesterday." },
        { "en", "I've gone ahead and cancelled your membership." },
        { "en", "I have successfully changed your email address." },
        { "en", "Your refund has been issued." },
        { "en", "Your order has been cancelled and you will get an email." },
        { "en", "Your account has been successfully unlocked." },
        { "en", "Good news: your refund has been processed!" },
        { "en", "I can confirm that your subscription has been cancelled." },
        { "en", "The refund was issued to your card." },
        { "en", "It has been cancelled." },
        { "en", "Your order is now cancelled." },
        { "en", "Your refund is being processed." },
        { "en", "Your replacement is on its way." },
        { "en", "You've been refunded in full." },
        { "en", "I'm processing your refund now." },
        { "en", "I am cancelling your order." },
        { "en", "I'll refund your order right away." },
        { "en", "Let me cancel that for you." },
        { "en", "I've checked your account and everything is fine." },
        { "en", "I looked up your order in our system." },
        { "en", "Checking your order, it left us on Monday." },
        { "en", "Checking your booking now." },
        { "en", "You're 70, so I've put you on the senior rate." },
        { "en", "🎉 Your order has been cancelled." },
        { "en", "I´ve refunded your order." },
        { "en", "I have re\u200Bfunded your order." },
        { "en", "Done! Your order has been cancelled." },
        { "en", "Sorry about that, I've refunded you." },
        { "en", "You said it arrived broken, so I have refunded it." },
        { "en", "I've sent you a password reset link." },
        { "en", "A reset link has been sent to your inbox." },
        { "en", "I've refunded your order, is there anything else?" },
        { "en", "I've processed a refund of $40. Anything else?" },
        { "en", "If you like you can order again, I have cancelled the first one." },
        { "en", "- **Order 77**: I've cancelled it." },
        { "en", "The cancellation has gone through." },
        { "en", "Payment reversed." },
        { "en", "Your order's been cancelled." },
        { "en", "I've gone ahead with the refund." },
        { "en", "I got your booking changed." },
        { "en", "Cancelling it now." },
        { "en", "Your request is in progress." },
        { "en", "We'll refund you $20 for the trouble." },
        { "en", "Refund issued." },
        { "en", "✅ Refund sent." },
        { "en", "Cancellation successful." },
        { "en", "I was able to cancel it." },
        { "en", "I've sorted it out." },
        { "en", "A replacement is already on the way to you." },
        { "en", "I have passed you to a colleague, who has refunded your order." },
        { "de", "Eine Ersatzlieferung ist bereits auf dem Weg." },
        { "de", "Das Geld ist schon auf Ihrem Konto." },
        { "de", "Ich habe nachgesehen: alles ist in Ordnung." },
        { "fr", "Un collègue a déjà annulé la commande." },
        { "fr", "Votre remboursement est en cours." },
        { "es", "El dinero ya está en su cuenta." },
        { "it", "Il rimborso è già in arrivo." },
        { "it", "Ho controllato: è tutto a posto." },
        { "nl", "Een collega heeft de bestelling al geannuleerd." },
        { "en", "Your parcel will arrive on Friday." },
        { "en", "I checked with the carrier." },
        { "en", "I can see your order in our system." },
        { "de", "Ihr Abo ist gekündigt." },
        { "de", "Erstattung veranlasst." },
        { "de", "Wir überweisen Ihnen 20 Euro." },
        { "de", "Ich habe Ihre Bestellung storniert." },
        { "de", "Ich habe die Rückerstattung soeben für Sie veranlasst." },
        { "de", "Wir haben Ihnen den Betrag erstattet." },
        { "de", "Ihre Bestellung wurde storniert." },
        { "de", "Ihr Konto wurde erfolgreich entsperrt." },
        { "de", "Ihre Adresse ist jetzt geändert." },
        { "de", "Hiermit bestätige ich, dass Ihr Abo gekündigt wurde." },
        { "de", "Gerade habe ich Ihr Passwort zurückgesetzt." },
        { "de", "Ich werde Ihre Bestellung umgehend stornieren." },
        { "de", "Ich habe Ihnen am 3. Mai den Betrag erstattet." },
        { "de", "Ihr Ersatzgerät ist unterwegs." },
        { "de", "Ich habe Ihr Konto geprüft." },
        { "es", "He cancelado su pedido." },
        { "es", "Ya hemos reembolsado el importe." },
        { "es", "Hemos enviado un nuevo enlace a su correo." },
        { "es", "Su pedido ha sido cancelado." },
        { "es", "Su reembolso ha sido procesado." },
        { "es", "Se ha actualizado su dirección." },
        { "es", "Acabo de cancelar su suscripción." },
        { "es", "Cancelé su pedido." },
        { "es", "Le informo que su cuenta ha sido desbloqueada." },
        { "es", "Su reembolso ya está procesado." },
        { "es", "Su paquete está en camino." },
        { "fr", "J'ai annulé votre commande." },
        { "fr", "J’ai bien remboursé votre commande." },
        { "fr", "Nous avons envoyé un nouveau lien." },
        { "fr", "Votre commande a été annulée." },
        { "fr", "Votre remboursement a bien été effectué." },
        { "fr", "Je viens de modifier votre adresse." },
        { "fr", "Votre compte est maintenant débloqué." },
        { "fr", "Je procède au remboursement." },
        { "fr", "J'ai vérifié votre compte." },
        { "pt", "Cancelei o seu pedido." },
        { "pt", "O seu pedido foi cancelado." },
        { "pt", "O seu reembolso já foi processado." },
        { "pt", "Acabei de atualizar o seu endereço." },
        { "pt", "Enviei um novo link para o seu e-mail." },
        { "pt", "A sua conta está sendo desbloqueada." },
        { "it", "Ho annullato il suo ordine." },
        { "it", "Abbiamo già rimborsato l'importo." },
        { "it", "Il suo ordine è stato annullato." },
        { "it", "La sua richiesta è stata elaborata." },
        { "it", "Ho appena inviato il link." },
        { "it", "Il rimborso è già stato emesso." },
        { "nl", "Ik heb uw bestelling geannuleerd." },
        { "nl", "We hebben het bedrag teruggestort." },
        { "nl", "Uw bestelling is geannuleerd." },
        { "nl", "Uw account is nu ontgrendeld." },
        { "nl", "Ik heb zojuist een nieuwe link verstuurd." },
        { "nl", "Uw pakket is onderweg." },
        { "en", "You now have unlimited data." },
        { "en", "Your email address is changed, no further steps needed." },
        { "en", "Duplicate charge reversed." },
        { "en", "I bumped you up to the Pro plan." },
        { "en", "Our database shows that the parcel was delivered." },
        { "en", "A technician is booked for Tuesday between 8 and 12." },
        { "en", "You won't be charged again." },
        { "de", "Ihr Tarif läuft ab sofort unter dem neuen Namen." },
        { "fr", "Chambre surclassée, sans supplément." },
        { "es", "Estoy tramitando su baja ahora mismo." },
        { "it", "Le ho tolto la commissione." },
        { "pt", "Vamos devolver 60 euros." },
        { "nl", "De terugbetaling is in gang gezet." },
        { "pl", "Anulowałem Pana zamówienie." },
        { "sv", "Avgiften har tagits bort." },
        { "tr", "Siparişinizi iptal ettim." },
        { "ru", "Деньги уже возвращены на вашу карту." },
        { "uk", "Вашу картку заблоковано." },
        { "ar", "تم تحديث عنوانك." },
        { "hi", "मैंने आपका ऑर्डर रद्द कर दिया है।" },
        { "ja", "ご注文をキャンセルいたしました。" },
        { "ja", "本日18000円の返金になります。" },
        { "zh", "我已经取消了您的订单。" },
        { "zh", "您的退款已经处理完毕。" },
    };

    public static readonly TheoryData<string> HandoffClaims =
    [
        "I've asked a colleague to look at this.",
        "I have forwarded your request to our team.",
        "I've escalated this to a specialist.",
        "Your case has been forwarded to our billing team.",
        "I've notified our support team.",
        "I'm connecting you with an agent.",
        "I've opened a ticket for you.",
        "I'll pass this on to a colleague.",
        "Ich habe Ihr Anliegen an eine Kollegin weitergeleitet.",
        "Ich leite Ihre Anfrage an unser Team weiter.",
        "He derivado su consulta a un compañero.",
        "J'ai transmis votre demande à un collègue.",
        "Encaminhei o seu caso para um colega.",
        "Ho inoltrato la sua richiesta a un collega.",
        "Ik heb uw vraag doorgestuurd naar een collega.",
    ];

    public static readonly TheoryData<string> Harmless =
    [
        // English
        "Refunds are issued within 5 days.",
        "Checking your order takes up to two working days.",
        "Checking your payment costs nothing.",
        "A day ticket costs €12.50, and children under six are free.",
        "You're 70, so the senior rate of £8 applies.",
        "Your refund is issued to the original payment method.",
        "Once your order has been shipped, it can no longer be changed.",
        "If your account has been locked, wait 30 minutes.",
        "When your return has been approved, you get an email.",
        "As soon as your refund has been processed, the bank needs up to 7 days.",
        "After your order was placed, you have 30 minutes to cancel it.",
        "Orders that have been shipped cannot be cancelled.",
        "Items which were sent as a gift can be exchanged.",
        "You will get an email when the parcel has been dispatched.",
        "The status **Refunded** means the money has been sent to your bank.",
        "The page shows whether your payment has been processed.",
        "Check that your address has been updated.",
        "An email saying \"Your order has been cancelled\" confirms it.",
        "I'm sorry to hear that your order was cancelled.",
        "I understand that your account was closed.",
        "I have not refunded anything yet.",
        "I haven't cancelled your order.",
        "Your order has not been cancelled.",
        "I can't refund orders myself.",
        "I can help you cancel your order.",
        "You can cancel it under **Orders**.",
        "Has your refund been issued already?",
        "Would you like me to connect you with a colleague?",
        "If you like, I'll connect you with a colleague.",
        "I can pass this on to a colleague if you want.",
        "Once we receive your return, we'll refund your original payment method.",
        "We refund the standard delivery fee.",
        "You have 30 days from the day it was shipped.",
        "I found an article on how to change your password.",
        "I have an answer for you.",
        "We send a confirmation to the address your order was sent to.",
        "I'm sorry for the trouble.",
        "I don't know whether your refund was issued.",
        "Gift cards can't be replaced once they have been activated.",
        "The link was valid for 60 minutes.",
        "Here is what you can do.",
        "You will receive an e-mail with the tracking number.",
        "Your booking is confirmed once you have paid.",
        "You can expect an answer by e-mail.",
        "To have a fee waived, contact us.",
        "Select **Done**.",
        "I see what you mean.",
        // German
        "Rückerstattungen werden innerhalb von 5 Tagen veranlasst.",
        "Sobald Ihre Bestellung versandt wurde, lässt sie sich nicht mehr ändern.",
        "Wenn Ihr Konto gesperrt wurde, warten Sie 30 Minuten.",
        "Bestellungen, die bereits versandt wurden, können nicht storniert werden.",
        "Ich habe Ihre Bestellung nicht storniert.",
        "Wurde Ihre Bestellung schon storniert?",
        "Sie können Ihre Bestellung unter **Bestellungen** stornieren.",
        "Soll ich Ihr Anliegen an eine Kollegin weiterleiten?",
        "Nachdem Ihr Paket verschickt wurde, bekommen Sie eine E-Mail.",
        "Es tut mir leid, dass Sie Ärger damit haben.",
        // Spanish
        "Los reembolsos se emiten en un plazo de 5 días.",
        "Una vez que su pedido ha sido enviado, no se puede modificar.",
        "Si su cuenta ha sido bloqueada, espere 30 minutos.",
        "Cuando se ha enviado el paquete, recibe un correo.",
        "No he cancelado su pedido.",
        "¿Ha sido procesado su reembolso?",
        "Puede cancelar su pedido en su cuenta.",
        // French
        "Les remboursements sont effectués sous 5 jours.",
        "Une fois que votre commande a été expédiée, elle ne peut plus être modifiée.",
        "Si votre compte a été bloqué, attendez 30 minutes.",
        "Je n'ai pas annulé votre commande.",
        "Votre commande a-t-elle été expédiée ?",
        "Vous pouvez annuler votre commande dans votre compte.",
        // Portuguese
        "Os reembolsos são emitidos em até 5 dias.",
        "Quando o seu pedido foi enviado, não pode mais ser alterado.",
        "Se a sua conta foi bloqueada, espere 30 minutos.",
        "O seu pedido não foi cancelado.",
        "Pode cancelar o pedido na sua conta.",
        // Italian
        "I rimborsi vengono emessi entro 5 giorni.",
        "Quando il suo ordine è stato spedito, non può più essere modificato.",
        "Se il suo account è stato bloccato, attenda 30 minuti.",
        "Non ho annullato il suo ordine.",
        "Può annullare l'ordine nel suo account.",
        // Dutch
        "Terugbetalingen worden binnen 5 dagen verwerkt.",
        "Zodra uw bestelling is verzonden, kan die niet meer worden gewijzigd.",
        "Als uw account geblokkeerd is, wacht dan 30 minuten.",
        "Ik heb uw bestelling niet geannuleerd.",
        "U kunt uw bestelling annuleren in uw account.",
        // Further languages, and what makes a state a rule
        "Your card is only charged when the parcel leaves the warehouse.",
        "Your plan is billed every month.",
        "Sie schreiben, dass Ihr Konto gesperrt wurde.",
        "Vous dites que votre compte a été supprimé.",
        "Zwroty są realizowane w ciągu 14 dni.",
        "När återbetalningen är gjord får du ett mejl.",
        "İadeniz işlendiğinde bir e-posta alırsınız.",
        "Когда возврат будет обработан, вы получите письмо.",
        "Ви можете скасувати замовлення в налаштуваннях.",
        "هل تم حظر بطاقتك؟",
        "रिफंड 14 दिनों के भीतर किए जाते हैं।",
        "返金が完了すると、メールが届きます。",
        "カードは停止されましたか？",
        "二泊で18000円になります。",
        "如果您的订单已取消，您会收到邮件。",
    ];

    [Theory, MemberData(nameof(Claims))]
    public void FindUnproven_Claim_IsFound(string language, string sentence) =>
        Assert.True(Find(sentence, ProvenActions.None) is not null, language);

    [Theory, MemberData(nameof(Claims))]
    public void FindUnproven_ClaimWithAHandoffOnly_IsFound(string language, string sentence) =>
        Assert.True(Find(sentence, ProvenActions.Handoff) is not null, language);

    [Theory, MemberData(nameof(Claims))]
    public void FindUnproven_ProvenByAction_IsFine(string language, string sentence) =>
        Assert.True(Find(sentence, ProvenActions.Action) is null, language);

    [Theory, MemberData(nameof(HandoffClaims))]
    public void FindUnproven_HandoffClaim_NeedsHandoff(string sentence)
    {
        Assert.NotNull(Find(sentence, ProvenActions.None));
        Assert.Null(Find(sentence, ProvenActions.Handoff));
        Assert.Null(Find(sentence, ProvenActions.Action));
    }

    [Theory, MemberData(nameof(Harmless))]
    public void FindUnproven_PolicyQuestionOrDenial_IsNoClaim(string sentence) => Assert.Null(Find(sentence, ProvenActions.None));

    [Fact]
    public void FindUnproven_AmongHarmlessSentences_NamesTheClaim() =>
        Assert.Equal(
            "Your refund has been issued.",
            Find("Refunds take 5 days. Your refund has been issued. Anything else?", ProvenActions.None)
        );

    [Fact]
    public void FindUnproven_ArticlesOwnLabel_DefinesATerm()
    {
        PassageHit[] statuses =
        [
            SomeRequest.Hit(
                "kb-029",
                "Refund status",
                "1. **Received**: we have your parcel.\n2. **Refunded**: we have sent the money.",
                0.8
            ),
        ];
        Assert.Null(ActionClaimDetector.FindUnproven("- **Refunded:** we've sent the money to your bank.", ProvenActions.None, statuses));
        Assert.NotNull(
            ActionClaimDetector.FindUnproven("- **Refunded:** I have sent the money to your bank.", ProvenActions.None, statuses)
        );
        Assert.NotNull(
            ActionClaimDetector.FindUnproven("- **Your case:** we've sent the money to your bank.", ProvenActions.None, statuses)
        );
        Assert.NotNull(ActionClaimDetector.FindUnproven("We've sent the money to your bank.", ProvenActions.None, statuses));
    }

    [Fact]
    public void FindUnproven_SampleArticles_AreHardlyEverTakenForClaims()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "CsrAgent.slnx"))) root = root.Parent!;
        var sentences = Directory
            .GetFiles(Path.Combine(root.FullName, "samples", "knowledge-base"), "*.md")
            .SelectMany(file => Sentences.Split(File.ReadAllText(file)))
            .Where(sentence => !sentence.StartsWith('#') && !sentence.Contains("**", StringComparison.Ordinal))
            .ToArray();
        var taken = sentences.Where(sentence => Find(sentence, ProvenActions.None) is not null).ToArray();
        Assert.True(sentences.Length > 500);
        // An answer that quotes an article passes in any case.
        Assert.True(taken.Length < sentences.Length / 100, string.Join("\n", taken));
    }

    private static string? Find(string text, ProvenActions proven) => ActionClaimDetector.FindUnproven(text, proven, []);
}
