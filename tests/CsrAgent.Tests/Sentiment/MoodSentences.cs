using CsrAgent.Sentiment;

namespace CsrAgent.Tests.Sentiment;

/// <summary>Customers' messages and how they sound to a person: - negative, 0 neutral, + positive.</summary>
internal static class MoodSentences
{
    private const string Table = """
        0 How do I reset my password?
        0 Where is my order 12345?
        0 I'd like to return a pair of shoes
        0 What is your refund policy?
        0 Can I change my delivery address after ordering?
        0 I forgot my password
        0 Do you ship to Norway?
        0 My card was declined, what can I do?
        0 Please cancel my order
        0 I already have an account, how do I link it?
        0 Is there a quick way to contact the warehouse?
        0 Do you still have the blue one in stock?
        0 Hello, good morning
        0 I want to update my email address
        0 How can I make a complaint?
        0 Which plan is best for a small team?
        0 My order number is 88213
        0 The app shows error 503 when I log in
        0 Can you help me with an invoice? Thanks
        0 yes
        0 I'd love to know if you ship to Canada
        0 Could you let me know when my parcel will be delivered?
        0 I don't like the color, can I exchange it?
        - I paid for express shipping and it came a week late
        - Is there any update? I've emailed several times
        - The quality isn't what I expected for that price
        - not impressed
        - I have contacted you twice about my broken headphones and I got no answer
        - It's not working, I tried everything!
        + You guys are the best
        0 ok
        0 What happens if my parcel is lost?
        0 How long does a refund take?
        0 My package hasn't arrived yet
        0 I can't log in to my account
        0 Is this email a scam?
        0 I need a copy of the receipt for tax reasons
        0 The promo code does not work at checkout
        - I've been waiting for my refund for three weeks now
        - This is the third time I'm asking the same question
        - I have written four times and no one has replied
        - Your service is terrible
        - I am very disappointed with the quality
        - I'm not happy with this answer
        - This is unacceptable, I want my money back
        - Honestly, I expected better from you
        - worst customer service ever
        - Nobody answers my emails
        - I am so frustrated with your website
        - What a waste of time
        - You people are useless
        - I still haven't received my order and nobody helps
        - It arrived broken and the replacement is broken too, ridiculous
        - I will never order from you again
        - Thanks for nothing
        - Thank you for the reply, but I still have not received my refund
        - I appreciate your help but this is the second week without an answer and I'm getting annoyed
        - This is not good enough
        - I'm sorry to bother you again but I am still waiting for an answer
        - That did not help at all
        - how many times do I have to explain this
        - Great, another broken one
        - I was promised a call back and nothing happened
        - I feel let down by your company
        - It's a bit sad that a loyal customer gets treated like this
        - This is a joke. Fix it now!
        - I love your products but the delivery was horrible
        - WHY IS THIS SO HARD!!! I HATE THIS APP
        - 😡😡 where is my money
        - You keep sending me in circles, I'm losing patience
        - I'm fed up with these delays
        - Your app keeps crashing and it's really annoying
        - I would not recommend this to anyone
        - I'm upset that my order was cancelled
        + Thank you so much, that solved it!
        + Thanks, that worked
        + Great service, very fast
        + I love this product
        + Perfect, thanks!
        + You have been very helpful
        + Awesome, it works now
        + I really appreciate your quick reply
        + Excellent support, five stars
        + The new version is fantastic
        + I'm very happy with my purchase
        + 👍 great
        + That was easy, cheers
        + Not bad at all, I am impressed
        + I couldn't be happier
        + Wonderful, have a nice day!
        + ❤️ thank you
        + Everything arrived on time and the quality is amazing
        0 Wie kann ich mein Passwort zurücksetzen?
        0 Wo ist meine Bestellung?
        0 Ich habe leider mein Passwort vergessen
        - Ich warte seit drei Wochen auf mein Geld, das ist eine Frechheit
        - Ich bin sehr enttäuscht von Ihrem Service
        - Zum dritten Mal frage ich jetzt schon
        + Vielen Dank für die schnelle Hilfe!
        + Super, das hat funktioniert, danke
        0 ¿Dónde está mi pedido?
        0 Necesito cambiar mi dirección
        - Estoy harto, nadie responde a mis correos
        - Muy decepcionada con el servicio
        + Muchas gracias por su ayuda
        + Excelente atención, estoy encantada
        0 Où est ma commande ?
        0 Comment changer mon adresse ?
        - C'est inadmissible, personne ne répond
        - Je suis très déçue de votre service
        + Merci beaucoup, c'est parfait
        0 Onde está o meu pedido?
        - Estou muito decepcionado, ninguém responde
        - Isto é uma vergonha
        + Muito obrigada pela ajuda
        0 Dove si trova il mio ordine?
        - Sono molto delusa, nessuno risponde
        - È una vergogna, voglio il rimborso
        + Grazie mille, tutto perfetto
        0 Waar is mijn bestelling?
        - Ik ben erg teleurgesteld, niemand reageert
        - Belachelijk, ik wacht al drie weken
        + Hartelijk dank voor de snelle hulp
        """;

    public static IReadOnlyList<(SentimentLabel Label, string Text)> All { get; } =
    [.. Table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (LabelOf(line[0]), line[2..].Trim()))];

    private static SentimentLabel LabelOf(char sign) =>
        sign switch
        {
            '-' => SentimentLabel.Negative,
            '+' => SentimentLabel.Positive,
            _ => SentimentLabel.Neutral,
        };
}
