# Alıcıya Türkçe mesajlar. `.brief`, `--tone brief` için kısa biçimdir.

# Başlangıç
opening = Merhaba, AliExpress'teki anlaşmazlığınız hakkında yazıyoruz.
    .brief = Merhaba,
order = Sipariş: { $order }
item = Ürün: { $item }
agreed = Anlaştığımız çözüm: { $text }
amount = Kararlaştırılan para iadesi: { $amount }
money = { $number } { $currency }
decimal-mark = ,
done = Şimdiye kadar yapılanlar: { $text }

# Durumlar
resolved = Bildiğimiz kadarıyla sorun çözüldü ve size karşı başka bir yükümlülüğümüz kalmadı. Böyleyse anlaşmazlığı iptal edebilirsiniz. Hâlâ eksik bir şey varsa lütfen iptal etmeyin, bize yazın.
    .brief = Sorun sizi memnun edecek şekilde çözüldüyse anlaşmazlığı iptal edebilirsiniz.
unresolved = Hâlâ eksik bir şey varsa lütfen iptal etmeyin, bize yazın.
keep = Ürünü elinizde tutmaya karar verdiyseniz iade talebini iptal edebilirsiniz; böylece anlaşmazlık da iptal olur ve para iadesi yapılmaz. Ürünü iade etmek isterseniz lütfen iptal etmeyin ve ürünü talepte belirtilen sürede (genellikle 10 gün) geri gönderin; aksi hâlde para satıcıya geçer.
    .brief = Ürün sizde kalacaksa iadeyi iptal edebilirsiniz; anlaşmazlık da iptal olur, para iadesi yapılmaz. Kalmayacaksa süresinde (genellikle 10 gün) geri gönderin, yoksa para satıcıya geçer.
return-ends-dispute = Devam eden bir iade var: iadeyi iptal etmek anlaşmazlığı da iptal eder.
    .brief = İadeyi iptal etmek anlaşmazlığı da iptal eder.
refund = AliExpress kararlaştırılan tutarı ancak siz anlaşmazlıktaki teklifi kabul ettikten sonra öder. Lütfen anlaşmazlığı iptal etmeyin: iptal ederseniz talebiniz geri çekilir ve para iadesi yapılmaz.
    .brief = AliExpress tutarı ancak siz teklifi kabul edince öder. Anlaşmazlığı iptal etmeyin: ederseniz para iadesi yapılmaz.
resend = Yerine gönderilen ürün size henüz ulaşmadı. En güvenlisi, anlaşmazlığı ancak ürün elinize geçtikten sonra iptal etmektir. Dilerseniz daha önce de iptal edebilirsiniz; lütfen önce aşağıdaki tarihe dikkat edin.
    .brief = Yerine gönderilen ürün henüz ulaşmadı: en güvenlisi anlaşmazlığı ürün elinize geçince iptal etmektir.
wait = Paketiniz yolda ve size henüz ulaşmadı. En güvenlisi, anlaşmazlığı ancak paket elinize geçtikten sonra iptal etmektir. Dilerseniz daha önce de iptal edebilirsiniz; lütfen önce aşağıdaki tarihe dikkat edin.
    .brief = Paketiniz henüz ulaşmadı: en güvenlisi anlaşmazlığı paket elinize geçince iptal etmektir.
stuck = Anlaşmazlığı iptal etmek istiyor ama düğmeyi bulamıyor ya da kullanamıyorsanız AliExpress müşteri hizmetleri bu siparişte size yardımcı olabilir.
    .brief = İptal düğmesi yoksa AliExpress müşteri hizmetleri yardımcı olabilir.
stuck-refund = Anlaşmazlıktaki teklifi kabul etmek istiyor ama düğmeyi bulamıyor ya da kullanamıyorsanız AliExpress müşteri hizmetleri bu siparişte size yardımcı olabilir. Lütfen anlaşmazlığı iptal etmeyin: iptal ederseniz para iadesi yapılmaz.
    .brief = Kabul düğmesi yoksa AliExpress müşteri hizmetleri yardımcı olabilir. Lütfen anlaşmazlığı iptal etmeyin: iptal ederseniz para iadesi yapılmaz.

# Seçim
choice = İptal etmek isteğe bağlıdır: karar sizindir, buna mecbur değilsiniz. Lütfen yalnızca sonuçtan memnunsanız iptal edin. Anlaşmazlığı yalnızca siz iptal edebilirsiniz; biz edemeyiz.
    .brief = İptal isteğe bağlıdır; bunu yalnızca siz yapabilirsiniz.
choice-refund = Kabul etmek isteğe bağlıdır: karar sizindir, buna mecbur değilsiniz. Teklifi yalnızca siz kabul edebilir, anlaşmazlığı yalnızca siz iptal edebilirsiniz; biz edemeyiz. Teklif kabul edilince anlaşmazlık kesin olarak kapanır.
    .brief = Kabul isteğe bağlıdır, anlaşmazlığı kesin olarak kapatır; yalnızca siz kabul veya iptal edebilirsiniz.

# Koruma
protection-running = Bu siparişin alıcı koruması { $date } itibarıyla sona eriyor. Anlaşmazlığı iptal ederseniz yenisini yalnızca o zamana kadar açabilirsiniz; sonrasında para satıcıya geçer ve anlaşmazlık yeniden açılamaz.
    .brief = İptal ederseniz yeni anlaşmazlık yalnızca alıcı koruması bitene kadar açılabilir ({ $date }); sonrasında para satıcıya geçer ve anlaşmazlık yeniden açılamaz.
protection-over = Bu siparişin alıcı koruması { $date } itibarıyla sona erdi. Anlaşmazlığı şimdi iptal ederseniz para satıcıya geçer ve anlaşmazlık yeniden açılamaz.
    .brief = Alıcı koruması { $date } itibarıyla sona erdi. Şimdi iptal ederseniz para satıcıya geçer ve anlaşmazlık yeniden açılamaz.
protection-unknown = Bu siparişin alıcı korumasının ne zaman biteceğini bilmiyoruz; lütfen sipariş sayfasına bakın. Anlaşmazlığı iptal ederseniz yenisini yalnızca o tarihe kadar açabilirsiniz; sonrasında para satıcıya geçer ve anlaşmazlık yeniden açılamaz.
    .brief = İptal ederseniz yeni anlaşmazlık yalnızca alıcı koruması bitene kadar açılabilir (sipariş sayfasına bakın); sonrasında para satıcıya geçer ve anlaşmazlık yeniden açılamaz.

# Adımlar
heading-cancel = Anlaşmazlığı iptal etme adımları:
heading-return = İadeyi iptal etme adımları:
    .brief = İade iptali:
heading-accept = Teklifi kabul etme adımları:
    .brief = Kabul için:
heading-support = AliExpress müşteri hizmetlerine ulaşma adımları:
heading-later = Elinize ulaştıktan sonra anlaşmazlığı iptal etme adımları:
sign-in = Bu siparişi verdiğiniz hesapla AliExpress'e giriş yapın.
orders-web = Web sitesinde { $my-orders } bölümünü açın.
    .brief = Web sitesinde, bu siparişi verdiğiniz hesapla giriş yapın; { $my-orders } bölümünü açın.
orders-app = Uygulamada { $account } bölümünü, ardından { $orders } bölümünü açın.
    .brief = Uygulamada, bu siparişi verdiğiniz hesapla giriş yapın; { $account } bölümünü, ardından { $orders } bölümünü açın.
dispute = Bu siparişi bulun, { $order-details } bölümünü, ardından { $view-dispute } bölümünü açın.
    .brief = Bu siparişte { $view-dispute } bölümünü açın.
cancel = Sayfanın en altında { $cancel-dispute } düğmesine basın.
    .brief = En altta { $cancel-dispute } düğmesine basın.
return-page = Bu siparişi bulun ve iade sayfasını açın.
    .brief = Bu siparişin iade sayfasını açın.
cancel-return = Sayfada varsa { $cancel-return } düğmesine basın.
    .brief = Varsa { $cancel-return } düğmesine basın.
confirm = Onaylayın. Anlaşmazlık hemen kapanır.
    .brief = Onaylayın.
compare = Teklifteki tutarı kontrol edin; ürünü geri göndermeniz gerekiyor mu, ona da bakın.
    .brief = Tutarı kontrol edin; ürün iadesi gerekiyor mu, ona da bakın.
compare-amount = Tutarı ({ $amount }) kontrol edin; ürün iadesi gerekiyor mu, bakın.
accept = Yalnızca ikisi de anlaştığımız gibiyse { $accept } düğmesine basın. Değilse lütfen kabul etmeyin, bize yazın.
    .brief = Yalnızca ikisi de anlaştığımız gibiyse { $accept } düğmesine basın. Değilse kabul etmeyin, bize yazın.
check-button = Web sitesinde ya da güncel uygulamada, bu siparişi verdiğiniz hesapla giriş yapın ve anlaşmazlık sayfasının en altına bir kez daha bakın.
    .brief = Bu siparişi verdiğiniz hesapla giriş yapın ve anlaşmazlık sayfasının en altına bir kez daha bakın.
check-proposal = Web sitesinde ya da güncel uygulamada, bu siparişi verdiğiniz hesapla giriş yapın ve anlaşmazlıktaki teklife bir kez daha bakın.
    .brief = Bu siparişi verdiğiniz hesapla giriş yapın ve anlaşmazlıktaki teklife bir kez daha bakın.
check-return = Web sitesinde ya da güncel uygulamada, bu siparişi verdiğiniz hesapla giriş yapın ve iade sayfasına bir kez daha bakın.
    .brief = Bu siparişi verdiğiniz hesapla giriş yapın ve iade sayfasına bir kez daha bakın.
support = Lütfen { $help-center } bölümünü açın ve sohbet başlatın.
agent = Sanal asistandan sizi bir müşteri temsilcisine bağlamasını isteyin.
tell = Yukarıdaki sipariş numarasını verin ve anlaşmazlıkla ilgili ne yapmak istediğinizi anlatın.
classic-orders = AliExpress'e giriş yapın, { $my-orders } bölümünü açın ve bu siparişi bulun.
    .brief = Önce { $my-orders } bölümünde bu siparişi bulun.
classic-dispute = Sonra { $view-dispute } bölümünü açın.
classic-cancel = Ardından { $cancel-dispute } düğmesine basın.
classic-submit = Son olarak { $submit } düğmesine basın.

# Son
accept-warning = Lütfen { $accept } düğmesine basmayın: teklifi kabul etmiş olursunuz ve anlaşmazlık kesin olarak kapanır.
    .brief = Lütfen { $accept } düğmesine basmayın: anlaşmazlık kesin olarak kapanır.
consequence = Lütfen unutmayın: iptal ederseniz, alıcı koruması bittikten sonra para satıcıya geçer ve anlaşmazlık yeniden açılamaz.
consequence-accept = Lütfen unutmayın: teklif kabul edilince anlaşmazlık kesin olarak kapanır.
wording = Düğme adları biraz farklı olabilir.
help = Düğmeyi bulamıyor ya da kullanamıyorsanız AliExpress müşteri hizmetleri yardımcı olabilir: { $help-center } bölümünü açın.
    .brief = Düğme yok mu? AliExpress desteği: { $help-center }.
questions = Sorularınız için lütfen bu sohbetten yazın.
    .brief = Sorularınızı buradan yazın.
close = Yazışma ve ödemeleri lütfen AliExpress dışına taşımayın.
    .brief = Yazışma ve ödemeler AliExpress'te kalsın.

# Düğmeler: doğrulanmış adlar tırnak içindedir, ötekiler betimlenir
label-plain = “{ $label }”
label-quoted = “{ $label }” ({ $english })
label-described = { $description } ({ $english })
described-my-orders = siparişler
described-orders = siparişler
described-account = hesap
described-order-details = sipariş ayrıntıları
described-view-dispute = devam eden anlaşmazlık
described-cancel-dispute = talep iptali
described-cancel-dispute-2022 = anlaşmazlık iptali
described-cancel-return = iade iptali
described-accept = kabul
described-help-center = yardım merkezi
described-submit = gönderme

# Tarihler
date = { $day } { $month } { $year }
date-time = { $date }, Kaliforniya saatiyle { $time }
month-1 = Ocak
month-2 = Şubat
month-3 = Mart
month-4 = Nisan
month-5 = Mayıs
month-6 = Haziran
month-7 = Temmuz
month-8 = Ağustos
month-9 = Eylül
month-10 = Ekim
month-11 = Kasım
month-12 = Aralık
