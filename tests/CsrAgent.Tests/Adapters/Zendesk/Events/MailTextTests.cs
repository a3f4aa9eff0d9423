using CsrAgent.Adapters.Zendesk.Events;

namespace CsrAgent.Tests.Adapters.Zendesk.Events;

/// <summary>Mails as the programs write them that customers use. Each has the customer's question, and what is put around it.</summary>
public sealed class MailTextTests
{
    private const string Words = "Where is it?";

    /// <summary>Zendesk takes no more.</summary>
    private const int MaxComment = 65_535;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>The line, or lines, above a quotation that no sign marks.</summary>
    [Theory]
    [InlineData("On Fri, Mar 5, 2027 at 10:00 AM Support <help@example.com> wrote:")] // Gmail
    [InlineData("On Fri, 5 Mar 2027 at 10:00, Support Team of Example Ltd\n<help@example.com> wrote:")]
    [InlineData("On Fri, 5 Mar 2027 at 10:00, Support Team of Example Ltd <\nhelp@example.com> wrote:")]
    [InlineData("On Fri, Mar 5, 2027 at 10:00\u202fAM Support <help@example.com> wrote:\n\n\n")]
    [InlineData("On 5 Mar 2027, at 10:00, Support <help@example.com> wrote:")] // Apple
    [InlineData("On Mar 5, 2027, at 10:00 AM, Support <help@example.com> wrote:\n\n\ufeff")]
    [InlineData("On 05/03/2027 10:00, Support wrote:")] // Thunderbird
    [InlineData("On Friday, March 5th, 2027 at 10:00 AM, Support <help@example.com> wrote:\n")] // Proton
    [InlineData("Am Fr., 5. März 2027 um 10:00 Uhr schrieb Support <help@example.com>:")]
    [InlineData("Am 05.03.2027 um 10:00 schrieb Support:")]
    [InlineData("Support <help@example.com> schrieb am Fr. 5. März 2027 um 10:00:")]
    [InlineData("Le ven. 5 mars 2027 à 10:00, Support <help@example.com> a écrit :")]
    [InlineData("Le 5 mars 2027 à 10:00, Support a écrit\u00a0:")]
    [InlineData("El vie, 5 mar 2027 a las 10:00, Support (<help@example.com>) escribió:")]
    [InlineData("El 5 mar 2027, a las 10:00, Support <help@example.com> escribió:")]
    [InlineData("Il giorno ven 5 mar 2027 alle ore 10:00 Support <help@example.com> ha scritto:")]
    [InlineData("Em sex., 5 de mar. de 2027 às 10:00, Support <help@example.com> escreveu:")]
    [InlineData("Op vr 5 mrt 2027 om 10:00 schreef Support <help@example.com>:")]
    [InlineData("Den fre 5 mars 2027 kl 10:00 skrev Support <help@example.com>:")]
    [InlineData("fre. 5. mar. 2027 kl. 10:00 skrev Support <help@example.com>:")]
    [InlineData("pe 5. maalisk. 2027 klo 10.00 Support (help@example.com) kirjoitti:")]
    [InlineData("pt., 5 mar 2027 o 10:00 Support <help@example.com> napisał(a):")]
    [InlineData("W dniu 5.03.2027 o 10:00, Support pisze:")]
    [InlineData("Wiadomość napisana przez Support <help@example.com> w dniu 5 mar 2027, o godz. 10:00:")]
    [InlineData("pá 5. 3. 2027 v 10:00 odesílatel Support <help@example.com> napsal:")]
    [InlineData("Support <help@example.com> ezt írta (időpont: 2027. márc. 5., P, 10:00):")]
    [InlineData("пт, 5 мар. 2027 г. в 10:00, Support <help@example.com>:")]
    [InlineData("5 марта 2027 г., в 10:00, Support <help@example.com> написал(а):")]
    [InlineData("пт, 5 бер. 2027 р. о 10:00 Support <help@example.com> пише:")]
    [InlineData("Support <help@example.com>, 5 Mar 2027 Cum, 10:00 tarihinde şunu yazdı:")]
    [InlineData("2027年3月5日(金) 10:00 Support <help@example.com>:")]
    [InlineData("Support <help@example.com> 于2027年3月5日周五 10:00写道：")]
    [InlineData("2027년 3월 5일 (금) 오전 10:00, Support <help@example.com>님이 작성:")]
    [InlineData("\u202bבתאריך יום ו׳, 5 במרץ 2027 ב-10:00 מאת "
        + "\u202aSupport\u202c\u200f <\u202ahelp@example.com\u202c\u200f>:\u202c")]
    [InlineData("في الجمعة، ٥ مارس ٢٠٢٧ في ١٠:٠٠ ص كتب Support <help@example.com>:")]
    public void OwnWords_BelowAnAttribution_AreLeftOut(string attribution)
    {
        Assert.Equal(Words, MailText.OwnWords($"{Words}\n\n{attribution}\n\nYour parcel has left.\n\nBest regards\nSupport"));
        Assert.Equal(Words, MailText.OwnWords($"{Words}\n{attribution}\n> Your parcel has left.\n>\n> Best regards"));
    }

    [Theory]
    [InlineData("-----Original Message-----\nFrom: Support <help@example.com>")]
    [InlineData("-----Ursprüngliche Nachricht-----\nVon: Support")]
    [InlineData("-------- Original-Nachricht --------\nBetreff: Ihr Paket")]
    [InlineData("-----Message d'origine-----\nDe : Support")]
    [InlineData("-----Message d’origine-----\nDe : Support")]
    [InlineData("-----Mensaje original-----\nDe: Support")]
    [InlineData("-----Messaggio originale-----\nDa: Support")]
    [InlineData("-----Mensagem original-----\nDe: Support")]
    [InlineData("-----Oorspronkelijk bericht-----\nVan: Support")]
    [InlineData("-----Ursprungligt meddelande-----\nFrån: Support")]
    [InlineData("-----Oryginalna wiadomość-----\nOd: Support")]
    [InlineData("-----Исходное сообщение-----\nОт: Support")]
    [InlineData("-----原始邮件-----\n发件人: Support")]
    [InlineData("-------- Original message --------\nFrom: Support <help@example.com>\nDate: 05/03/2027 10:00 (GMT+01:00)")] // Samsung
    [InlineData("________________________________\nFrom: Support <help@example.com>\nSent: Friday, March 5, 2027 10:00 AM\n"
        + "To: Ann\nSubject: Re")]
    [InlineData("________________________________\n\nVon: Support <help@example.com>\nGesendet: Freitag, 5. März 2027 10:00\n"
        + "An: Ann\nBetreff: Re")]
    [InlineData("________________________________\nDe: Support <help@example.com>\nEnviado: viernes, 5 de marzo de 2027 10:00\n"
        + "Para: Ann\nAsunto: Re")]
    [InlineData("________________________________\nDe : Support <help@example.com>\nEnvoyé : vendredi 5 mars 2027 10:00\n"
        + "À : Ann\nObjet : Re")]
    [InlineData("From: Support <help@example.com>\nSent: Friday, March 5, 2027 10:00 AM\nTo: Ann\nSubject: Re: Parcel")] // Outlook
    [InlineData("From: Support Team\nSent: Friday, March 5, 2027 10:00 AM\nTo: Ann\nSubject: Re: Parcel")]
    [InlineData("*From:* Support <help@example.com>\n*Sent:* Friday, March 5, 2027 10:00 AM\n*To:* Ann\n*Subject:* Re: Parcel")]
    [InlineData("From: Support <help@example.com>\n\nSent: Friday, March 5, 2027 10:00 AM\n\nTo: Ann\n\nSubject: Re: Parcel")]
    [InlineData("From: Support <help@example.com> Sent: Friday, March 5, 2027 10:00 AM To: Ann Subject: Re: Parcel")]
    [InlineData("From: Support <help@example.com>\nDate: Friday, March 5, 2027 at 10:00\nTo: Ann\n"
        + "Subject: Re: Parcel")] // Outlook for Mac
    [InlineData("Date: Fri, 5 Mar 2027 10:00:00 +0100\nFrom: help@example.com\nTo: ann@example.com\nSubject: Re: Parcel")]
    [InlineData("Von: Support <help@example.com>\nGesendet: Freitag, 5. März 2027 10:00\nAn: Ann\nBetreff: AW: Paket")]
    [InlineData("Von: Support <help@example.com>\nDatum: Freitag, 5. März 2027 um 10:00\nAn: Ann\nBetreff: AW: Paket")]
    [InlineData("De : Support <help@example.com>\nEnvoyé : vendredi 5 mars 2027 10:00\nÀ : Ann\nObjet : RE: Colis")]
    [InlineData("De: Support <help@example.com>\nEnviado el: viernes, 5 de marzo de 2027 10:00\nPara: Ann\nAsunto: RE: Paquete")]
    [InlineData("De: Support <help@example.com>\nEnviada em: sexta-feira, 5 de março de 2027 10:00\nPara: Ann\nAssunto: RES: Pacote")]
    [InlineData("Da: Support <help@example.com>\nInviato: venerdì 5 marzo 2027 10:00\nA: Ann\nOggetto: R: Pacco")]
    [InlineData("Van: Support <help@example.com>\nVerzonden: vrijdag 5 maart 2027 10:00\nAan: Ann\nOnderwerp: RE: Pakket")]
    [InlineData("Från: Support <help@example.com>\nSkickat: den 5 mars 2027 10:00\nTill: Ann\nÄmne: SV: Paket")]
    [InlineData("Fra: Support <help@example.com>\nSendt: 5. marts 2027 10:00\nTil: Ann\nEmne: SV: Pakke")]
    [InlineData("Lähettäjä: Support <help@example.com>\nLähetetty: 5. maaliskuuta 2027 10:00\nVastaanottaja: Ann\nAihe: VS: Paketti")]
    [InlineData("Od: Support <help@example.com>\nWysłano: piątek, 5 marca 2027 10:00\nDo: Ann\nTemat: RE: Paczka")]
    [InlineData("От: Support <help@example.com>\nОтправлено: 5 марта 2027 г. 10:00\nКому: Ann\n"
        + "Тема: RE: Посылка")]
    [InlineData("Kimden: Support <help@example.com>\nGönderildi: 5 Mart 2027 Cuma 10:00\nKime: Ann\nKonu: YNT: Paket")]
    [InlineData("发件人: Support <help@example.com>\n发送时间: 2027年3月5日 10:00\n收件人: Ann\n主题: 回复: 包裹")]
    [InlineData("差出人: Support <help@example.com>\n送信日時: 2027年3月5日 10:00\n宛先: Ann\n件名: RE: 荷物")]
    [InlineData("##- Please type your reply above this line -##\nYour request (4711) has been updated.")] // Zendesk
    [InlineData("##- Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein. -##\nIhre Anfrage")]
    [InlineData("-- \nAnn Smith\nExample Ltd")]
    [InlineData("--\nAnn Smith")]
    public void OwnWords_BelowHeadersOrADivider_AreLeftOut(string below) =>
        Assert.Equal(Words, MailText.OwnWords($"{Words}\n\n{below}\n\nYour parcel has left."));

    [Theory]
    [InlineData("Sent from my iPhone")]
    [InlineData("Sent from my Samsung Galaxy smartphone.")]
    [InlineData("Sent from Mail for Windows")]
    [InlineData("Sent from Outlook for iOS<https://aka.ms/o0ukef>")]
    [InlineData("Sent from Yahoo Mail on Android")]
    [InlineData("Sent with Proton Mail secure email.")]
    [InlineData("Get Outlook for Android")]
    [InlineData("Von meinem iPhone gesendet")]
    [InlineData("Gesendet von Mail für Windows")]
    [InlineData("Gesendet mit der GMX Mail App")]
    [InlineData("Outlook für iOS beziehen")]
    [InlineData("Holen Sie sich Outlook für Android")]
    [InlineData("Envoyé de mon iPhone")]
    [InlineData("Envoyé à partir de Outlook pour iOS")]
    [InlineData("Télécharger Outlook pour Android")]
    [InlineData("Enviado desde mi iPhone")]
    [InlineData("Obtener Outlook para iOS")]
    [InlineData("Enviado do meu iPhone")]
    [InlineData("Inviato da iPhone")]
    [InlineData("Scarica Outlook per iOS")]
    [InlineData("Verstuurd vanaf mijn iPhone")]
    [InlineData("Skickat från min iPhone")]
    [InlineData("Sendt fra min iPhone")]
    [InlineData("Lähetetty iPhonesta")]
    [InlineData("Wysłane z iPhone’a")]
    [InlineData("Odesláno z iPhonu")]
    [InlineData("Отправлено с iPhone")]
    [InlineData("iPhone’umdan gönderildi")]
    [InlineData("发自我的iPhone")]
    [InlineData("iPhoneから送信")]
    [InlineData("This e-mail and any attachments are confidential and intended solely for the addressee.\nIf you are not")]
    [InlineData("CONFIDENTIALITY NOTICE: The contents of this message\nare for Ann only.\n\nThank you.")]
    [InlineData("Legal notice: This mail is intended for its addressee. See https://example.com/?id=mail")]
    [InlineData("*Haftungsausschluss*\nWir haften für nichts.")]
    [InlineData("Sent from Yahoo Mail: Search, Organize, Conquer")]
    [InlineData("Sent from my iPhone 15 Pro (https://example.com)")]
    [InlineData("DISCLAIMER\nAnything said here may be wrong.")]
    [InlineData("The information contained in this communication is privileged.")]
    [InlineData("Diese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen.")]
    [InlineData("Ce message et toutes les pièces jointes sont confidentiels.")]
    [InlineData("Este mensaje y sus archivos adjuntos son confidenciales.")]
    [InlineData("Questo messaggio è riservato al destinatario.")]
    [InlineData("Dit bericht is vertrouwelijk en alleen bestemd voor de geadresseerde.")]
    [InlineData("P Please consider the environment before printing this e-mail")]
    [InlineData("Virus-free.www.avast.com")]
    [InlineData("________________________________\nThis message is intended only for the person to whom it is addressed.")]
    public void OwnWords_AboveAFooter_AreAll(string footer)
    {
        Assert.Equal(Words, MailText.OwnWords($"{Words}\n\n{footer}"));
        Assert.Equal(Words, MailText.OwnWords($"{Words}\n\n{footer}\n\nOn 05/03/2027 10:00, Support wrote:\nHello"));
    }

    [Theory]
    [InlineData("The courier wrote:\nYour parcel is lost.")]
    [InlineData("On 5 March your colleague wrote:\nWe will refund it.")]
    [InlineData("On order 4711 your colleague wrote:\nWe will refund it.")]
    [InlineData("I paid at 10:00 on 5.3.2027, and your shop wrote:\nPayment failed.")]
    [InlineData("First\n-----\nSecond")]
    [InlineData("First\n________________\nSecond")]
    [InlineData("On Monday I ordered 3 lamps:\na red one")]
    [InlineData("From: Vienna\nTo: Graz\nDate: 5 March 2027\nhow long does it take? ann@example.com")]
    [InlineData("Sent from my address in Vienna to Graz,\nand it has not arrived.")]
    [InlineData("I ordered two.\nSent from your shop in Graz, only one came.\nWhere is the other?")]
    [InlineData("Wrong phone.\nSent from your Graz shop: a Samsung, I ordered a Pixel.")]
    [InlineData("It is late.\nSent via mail to Graz")]
    [InlineData("Hello,\n\nPrivacy notice: where do I find yours?\n\nAnd where is my order 4711?")]
    [InlineData("Hello,\n\nLegal notice\nWhere do I find yours?\n\nAnn")]
    [InlineData("Hello,\n\nDisclaimer: I am no electrician, but the lamp hums.\n\nPlease send another.")]
    [InlineData("Hello,\n\nThis message is confidential, or who reads it?\n\nMy order is 4711.")]
    [InlineData("Is this message confidential?\n\nI mean the one about my order.")]
    [InlineData("My question: is it A or B?\n\nA: a lamp\nB: a chair")]
    [InlineData("א\u200f מה שלום ההזמנה שלי?\n\nתודה 😀")]
    public void OwnWords_WordsThatLookLikeAMailsFrame_StayWhole(string text) => Assert.Equal(text, MailText.OwnWords(text));

    /// <summary>Below the quotation, and between its lines, people answer too.</summary>
    [Theory]
    [InlineData("On 05/03/2027 10:00, Support wrote:\n> Which lamp?\n\nThe red one.", "The red one.")]
    [InlineData("See below.\n\nOn 05/03/2027 10:00, Support wrote:\n> Which lamp?\nThe red one.\n> How many?\n"
        + "Two.", "See below.\n\nThe red one.\nTwo.")]
    [InlineData("> On 5 Mar 2027, at 10:00, Support <help@example.com> wrote:\n> \n> Which lamp?\n\nThe red one.", "The red one.")]
    [InlineData("I paid on 5.3.2027 at 10:00\nOn Fri, 5 Mar 2027 at 10:00, Support <help@example.com> wrote:\n"
        + "Hello", "I paid on 5.3.2027 at 10:00")]
    public void OwnWords_AnswersBetweenQuotedLines_Stay(string text, string words) => Assert.Equal(words, MailText.OwnWords(text));

    [Theory]
    [InlineData("---------- Forwarded message ---------\nFrom: Carrier <carrier@example.com>\nDate: Fri, 5 Mar 2027\n"
        + "Subject: Lost\nTo: Ann\n\nIt is lost.")]
    [InlineData("Begin forwarded message:\n\nFrom: Carrier <carrier@example.com>\nDate: 5 March 2027\nSubject: Lost\n\nIt is lost.")]
    [InlineData("Anfang der weitergeleiteten Nachricht:\n\nVon: Carrier <carrier@example.com>\nDatum: 5. März 2027\n"
        + "Betreff: Lost\n\nIt is lost.")]
    public void OwnWords_WhatTheCustomerForwards_Stays(string forwarded) =>
        Assert.Equal($"What does it mean?\n\n{forwarded}", MailText.OwnWords($"What does it mean?\n\n{forwarded}"));

    [Theory]
    [InlineData("> Where is it?\n> Ann")]
    [InlineData("Sent from my iPhone")]
    [InlineData("On 05/03/2027 10:00, Support wrote:\nYour parcel has left.")]
    [InlineData("")]
    public void OwnWords_NoneAtAll_AreEmpty(string text) => Assert.Empty(MailText.OwnWords(text));

    /// <summary>A customer decides how it looks, and nobody waits for it.</summary>
    [Theory]
    [InlineData("\n")]
    [InlineData("On 5 ")]
    [InlineData("On 05/03/2027 10:00, Support wrote:\n> x\n")]
    [InlineData("From: a@example.com\n")]
    [InlineData("________________________________\n")]
    [InlineData("-----Original ")]
    [InlineData("this message ")]
    [InlineData("* ")]
    [InlineData("> ")]
    public async Task OwnWords_HugeAndHostile_AreFoundAtOnce(string part)
    {
        var text = $"{Words}\n{string.Concat(Enumerable.Repeat(part, MaxComment / part.Length))}\nx";

        await Task.Run(() => MailText.OwnWords(text), TestContext.Current.CancellationToken)
            .WaitAsync(Timeout, TimeProvider.System, TestContext.Current.CancellationToken);
    }
}
