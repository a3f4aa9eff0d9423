namespace CsrAgent.Knowledge;

/// <summary>
/// What customers call things and what articles call them, in English. Kept here, and not in an index, so that every index searches alike.
/// </summary>
public static class KnowledgeSynonyms
{
    /// <summary>
    /// Several words, or spellings, that are one thing: replaced by what follows the arrow wherever they stand, in articles and in
    /// questions.
    /// </summary>
    public static IReadOnlyList<string> Pairs { get; } =
    [
        "log in, logging in, logged in, logon, log on, sign in, signing in, signed in, signin, log into, sign into => login",
        "sign up, signing up, signed up => signup",
        "log out, sign out, signed out, logged out => logout",
        "e mail, e mails, mail address, emails => email",
        "money back => refund",
        "two step, two factor, 2 step, 2 factor, 2fa, mfa => twostep",
        "pick up, pick ups, picked up, picking up => pickup",
        "pre order, pre orders, pre ordered => preorder",
        "back order, back orders, back ordered => backorder",
        "send back, sending back, sent back, give back, bring back, take back, return back => return",
        "sold out, out of stock => soldout",
        "in stock, back in stock, restock, restocked => stock",
        "next day, overnight => express",
        "customer service, customer support, customer care => support",
        "real person, human being, live agent, real human => person",
        "how much => howmuch",
        "how long, how many days, how many weeks => howlong",
        "american express => amex",
        "send it back, send them back, send this back, send that back, send something back, send items back, sending it back => return",
        "give it back, give something back, bring it back, bring something back => return",
        "make an account, open an account, set up an account, get an account => create account",
        "you open, you close, you closed => hours",
        "can t, can't, cant, cannot => cannot",
        "apple pay, google pay => wallet",
        "where is my, wheres my, where s my, where are my => track",
        "gift certificate, gift certificates, gift voucher, gift vouchers => giftcard",
        "gift card, gift cards => giftcard",
        "promo code, promo codes, discount code, discount codes, coupon code, coupon codes, promotion code, voucher code, promotional "
            + "code => coupon",
        "opening hours, business hours, open hours, opening times => hours",
        "parcels, package, packages, packet, packets, shipment, shipments => parcel",
        "colour, colours, colors => color",
        "cancelled, canceled, cancelling, canceling, cancellation => cancel",
        "web site, site, webpage, web page => website",
        "united states, united states of america, america => usa",
        "united kingdom, great britain => uk",
    ];

    /// <summary>
    /// Words that often mean the same matter. A question that holds one also finds the others, for less than its own word. Each line is
    /// one group; a word may be in several. With <c>&gt;</c>, the words before it find those after it and not the other way.
    /// </summary>
    public static IReadOnlyList<string> Related { get; } =
    [
        "forgot forgotten forget remember reset recover",
        "broken damaged smashed cracked shattered chipped dented scratched",
        "faulty defective broken malfunction stopped",
        "cancel terminate end stop quit",
        "close delete deactivate remove",
        "delete erase wipe remove",
        "price cost fee charge expensive howmuch",
        "ship deliver delivery shipping dispatch arrive shipped delivered postage courier",
        "howlong time duration when",
        "refund reimburse reimbursement repay",
        "exchange swap replace",
        "coupon discount voucher promo promotion",
        "giftcard voucher",
        "invoice receipt bill vat",
        "pay payment paid",
        "paypal klarna wallet > payment method",
        "declined rejected failed refused fail",
        "charge charged billed debited",
        "twice double duplicate",
        "phone call telephone number",
        "hours open available",
        "person human agent representative operator someone staff talk speak",
        "contact reach",
        "scam phishing fraud suspicious fake",
        "unsubscribe newsletter marketing spam",
        "subscription subscribe",
        "membership member club",
        "signup register create",
        "profile account",
        "wilted dead dying died withered",
        "locked blocked suspended",
        "late delayed overdue",
        "lost missing disappeared stolen vanished",
        "incomplete missing",
        "crash freeze hang crashing frozen",
        "load open slow",
        "warranty guarantee",
        "abroad international internationally overseas country countries foreign",
        "usa germany france italy spain austria poland netherlands belgium switzerland sweden norway denmark finland ireland portugal "
            + "greece uk britain england scotland canada mexico australia japan china india brazil europe > country international abroad",
        "change edit modify update amend correct",
        "express urgent fast quick priority",
        "tomorrow > express",
        "amex visa mastercard > card payment",
        "low lower less",
        "buy purchase order",
        "gift present",
        "complaint complain unhappy dissatisfied",
        "pause hold suspend break",
        "renew renewal renews",
        "code otp sms",
        "twostep authenticator authentication",
        "cart basket bag",
        "manual instructions assembly assemble",
        "restock stock soldout available",
        "copy export download",
        "wrong incorrect different",
        "address moving moved",
        "track tracking status",
        "blind accessibility disability disabled wheelchair deaf",
        "neighbor neighbour missed home",
        "collect pickup locker",
        "cheaper drop sale adjustment",
    ];
}
