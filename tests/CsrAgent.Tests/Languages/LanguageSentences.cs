namespace CsrAgent.Tests.Languages;

/// <summary>
/// What customers write, in the languages of the Latin script; eight words or more each, and none of them in the profiles.
/// </summary>
internal static class LanguageSentences
{
    private const string Table = """
        en|I ordered a lamp two weeks ago and it still has not shipped
        en|Can you tell me how to change the delivery address of my order?
        en|My discount code was rejected at checkout although it is valid until Friday
        en|The app crashes every time I try to open my order history
        en|Please cancel my subscription and refund the last payment to my card
        en|How do I return a pair of shoes that are too small?
        de|Ich habe vor zwei Wochen eine Lampe bestellt und sie wurde noch nicht verschickt
        de|Können Sie mir sagen, wie ich die Lieferadresse meiner Bestellung ändere?
        de|Mein Gutscheincode wurde an der Kasse abgelehnt, obwohl er bis Freitag gilt
        de|Die App stürzt jedes Mal ab, wenn ich meine Bestellungen öffnen will
        de|Bitte kündigen Sie mein Abo und erstatten Sie mir die letzte Zahlung
        de|Wie kann ich ein Paar Schuhe zurückgeben, die mir zu klein sind?
        es|Pedí una lámpara hace dos semanas y todavía no la han enviado
        es|¿Me puede decir cómo cambio la dirección de entrega de mi pedido?
        es|Mi código de descuento fue rechazado aunque es válido hasta el viernes
        es|La aplicación se cierra cada vez que intento abrir mi historial de pedidos
        es|Por favor cancelen mi suscripción y devuélvanme el último pago a mi tarjeta
        es|Como puedo devolver unos zapatos que me quedan demasiado pequeños
        fr|J'ai commandé une lampe il y a deux semaines et elle n'est toujours pas expédiée
        fr|Pouvez-vous me dire comment changer l'adresse de livraison de ma commande ?
        fr|Mon code de réduction a été refusé alors qu'il est valable jusqu'à vendredi
        fr|L'application plante chaque fois que j'essaie d'ouvrir mes commandes
        fr|Merci d'annuler mon abonnement et de me rembourser le dernier paiement
        fr|Comment renvoyer une paire de chaussures qui sont trop petites pour moi
        pt|Encomendei um candeeiro há duas semanas e ainda não foi enviado
        pt|Pode me dizer como altero o endereço de entrega do meu pedido?
        pt|O meu código de desconto foi recusado apesar de ser válido até sexta-feira
        pt|O aplicativo fecha toda vez que tento abrir o histórico de pedidos
        pt|Por favor cancelem a minha assinatura e devolvam o último pagamento
        pt|Como faço para devolver um par de sapatos que ficou muito pequeno?
        it|Ho ordinato una lampada due settimane fa e non è ancora stata spedita
        it|Può dirmi come cambiare l'indirizzo di consegna del mio ordine?
        it|Il mio codice sconto è stato rifiutato anche se è valido fino a venerdì
        it|L'applicazione si blocca ogni volta che provo ad aprire i miei ordini
        it|Per favore annullate il mio abbonamento e rimborsatemi l'ultimo pagamento
        it|Come posso restituire un paio di scarpe che mi stanno troppo piccole?
        nl|Ik heb twee weken geleden een lamp besteld en die is nog niet verzonden
        nl|Kunt u mij vertellen hoe ik het bezorgadres van mijn bestelling wijzig?
        nl|Mijn kortingscode werd geweigerd terwijl hij tot vrijdag geldig is
        nl|De app loopt elke keer vast als ik mijn bestellingen probeer te openen
        nl|Zeg alstublieft mijn abonnement op en betaal de laatste betaling terug
        nl|Hoe kan ik een paar schoenen terugsturen die te klein zijn?
        pl|Zamówiłem lampę dwa tygodnie temu i nadal nie została wysłana
        pl|Czy może mi pani powiedzieć, jak zmienić adres dostawy mojego zamówienia?
        pl|Mój kod rabatowy został odrzucony, chociaż jest ważny do piątku
        pl|Aplikacja wyłącza się za każdym razem, gdy próbuję otworzyć historię zamówień
        pl|Proszę anulować moją subskrypcję i zwrócić ostatnią wpłatę na kartę
        sv|Jag beställde en lampa för två veckor sedan och den har inte skickats än
        sv|Kan du berätta hur jag ändrar leveransadressen på min beställning?
        sv|Min rabattkod nekades i kassan fast den gäller till fredag
        sv|Appen kraschar varje gång jag försöker öppna mina beställningar
        sv|Vänligen avsluta min prenumeration och betala tillbaka den senaste betalningen
        da|Jeg bestilte en lampe for to uger siden, og den er stadig ikke sendt
        da|Kan du fortælle mig, hvordan jeg ændrer leveringsadressen på min ordre?
        da|Min rabatkode blev afvist ved kassen, selvom den gælder indtil fredag
        da|Appen går ned, hver gang jeg prøver at åbne mine ordrer
        da|Vær venlig at opsige mit abonnement og tilbagebetale den seneste betaling
        no|Jeg bestilte en lampe for to uker siden, og den er fortsatt ikke sendt
        no|Kan du fortelle meg hvordan jeg endrer leveringsadressen på bestillingen min?
        no|Rabattkoden min ble avvist i kassen selv om den gjelder til fredag
        no|Appen krasjer hver gang jeg prøver å åpne bestillingene mine
        no|Vennligst avslutt abonnementet mitt og betal tilbake den siste betalingen
        fi|Tilasin lampun kaksi viikkoa sitten eikä sitä ole vieläkään lähetetty
        fi|Voitko kertoa, miten vaihdan tilaukseni toimitusosoitteen toiseen osoitteeseen?
        fi|Alennuskoodini hylättiin kassalla, vaikka se on voimassa perjantaihin asti
        fi|Sovellus kaatuu joka kerta, kun yritän avata tilaushistoriani puhelimella
        fi|Peruuttakaa tilaukseni ja palauttakaa viimeisin maksu kortilleni mahdollisimman pian
        cs|Objednal jsem lampu před dvěma týdny a ještě nebyla odeslána
        cs|Můžete mi říct, jak změním doručovací adresu své objednávky?
        cs|Můj slevový kód byl u pokladny odmítnut, i když platí do pátku
        cs|Aplikace spadne pokaždé, když se pokusím otevřít historii objednávek
        cs|Zrušte prosím moje předplatné a vraťte poslední platbu na kartu
        hu|Két hete rendeltem egy lámpát, és még mindig nem küldték el
        hu|Meg tudja mondani, hogyan változtathatom meg a rendelésem szállítási címét?
        hu|A kuponkódomat elutasították a pénztárnál, pedig péntekig érvényes
        hu|Az alkalmazás minden alkalommal összeomlik, amikor megnyitom a rendeléseimet
        hu|Kérem, mondják le az előfizetésemet, és utalják vissza az utolsó befizetést
        ro|Am comandat o lampă acum două săptămâni și încă nu a fost expediată
        ro|Îmi puteți spune cum schimb adresa de livrare a comenzii mele?
        ro|Codul meu de reducere a fost respins, deși este valabil până vineri
        ro|Aplicația se închide de fiecare dată când încerc să deschid comenzile
        ro|Va rog sa anulati abonamentul meu si sa returnati ultima plata
        tr|İki hafta önce bir lamba sipariş ettim ve hâlâ gönderilmedi bile
        tr|Siparişimin teslimat adresini nasıl değiştireceğimi bana söyleyebilir misiniz lütfen?
        tr|İndirim kodum cuma gününe kadar geçerli olmasına rağmen kasada reddedildi
        tr|Sipariş geçmişimi açmaya çalıştığım her seferde uygulama hemen kapanıyor
        tr|Lütfen aboneliğimi iptal edin ve son ödemeyi kartıma geri yatırın
        id|Saya memesan lampu dua minggu yang lalu dan sampai sekarang belum dikirim
        id|Bisakah Anda memberi tahu saya cara mengubah alamat pengiriman pesanan?
        id|Kode diskon saya ditolak saat pembayaran padahal masih berlaku sampai Jumat
        id|Aplikasinya selalu tertutup setiap kali saya mencoba membuka riwayat pesanan
        id|Tolong batalkan langganan saya dan kembalikan pembayaran terakhir ke kartu
        vi|Tôi đã đặt một chiếc đèn hai tuần trước mà vẫn chưa được gửi đi
        vi|Bạn có thể chỉ tôi cách đổi địa chỉ giao hàng của đơn hàng không?
        vi|Mã giảm giá của tôi bị từ chối mặc dù còn hạn đến thứ sáu
        vi|Ứng dụng bị thoát mỗi khi tôi cố mở lịch sử đơn hàng
        vi|Vui lòng hủy gói đăng ký và hoàn lại khoản thanh toán cuối cùng
        """;

    public static IReadOnlyList<(string Code, string Text)> All { get; } =
    [.. Table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (line[..2], line[3..].Trim()))];
}
