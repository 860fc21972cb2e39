# Alıcıya Türkçe mesajlar. `.brief`, `--tone brief` için kısa biçimdir.

# Başlangıç
opening = Merhaba, AliExpress'teki anlaşmazlığınız hakkında yazıyoruz.
    .brief = Merhaba,
order = Sipariş: { $order }
item = Ürün: { $item }
agreed = Anlaştığımız konu: { $text }
amount = Kararlaştırılan iade: { $amount }
done = Şimdiye kadar yapılan: { $text }

# Durumlar
resolved = Bildiğimiz kadarıyla sorun çözüldü ve size karşı yapmamız gereken başka bir şey kalmadı. Öyleyse anlaşmazlığı iptal edebilirsiniz. Hâlâ eksik bir şey varsa lütfen iptal etmeyin, bize yazın.
    .brief = Sorun sizi memnun edecek şekilde çözüldüyse anlaşmazlığı iptal edebilirsiniz.
keep = Ürünü elinizde tutmaya karar verdiyseniz iade talebini iptal edebilirsiniz; böylece anlaşmazlık da iptal olur. Ürünü iade etmek isterseniz lütfen iptal etmeyin ve ürünü talepte belirtilen sürede (genellikle 10 gün) gönderin; aksi hâlde para satıcıya geçer.
    .brief = Ürün sizde kalacaksa iade talebini iptal edebilirsiniz; anlaşmazlık da iptal olur. Kalmayacaksa ürünü süresinde (genellikle 10 gün) gönderin, yoksa para satıcıya geçer.
return-ends-dispute = Devam eden bir iade var: iadeyi iptal etmek anlaşmazlığı da iptal eder.
    .brief = İadeyi iptal etmek anlaşmazlığı da iptal eder.
refund = AliExpress kararlaştırılan tutarı ancak siz anlaşmazlıktaki teklifi kabul ettikten sonra öder. Lütfen anlaşmazlığı iptal etmeyin: iptal, talebinizi geri çeker ve para iadesi yapılmaz.
    .brief = AliExpress tutarı ancak siz teklifi kabul ettikten sonra öder. Lütfen anlaşmazlığı iptal etmeyin: para iadesi yapılmaz.
resend = Yerine gönderilen ürün size henüz ulaşmadı. En güvenlisi, ancak ürün elinize geçtikten sonra iptal etmektir. Dilerseniz daha önce de iptal edebilirsiniz; lütfen önce aşağıdaki tarihe dikkat edin.
    .brief = Yerine gönderilen ürün henüz ulaşmadı: en güvenlisi ürün elinize geçtikten sonra iptal etmektir.
wait = Paketiniz yolda ve size henüz ulaşmadı. En güvenlisi, ancak paket elinize geçtikten sonra iptal etmektir. Dilerseniz daha önce de iptal edebilirsiniz; lütfen önce aşağıdaki tarihe dikkat edin.
    .brief = Paketiniz henüz ulaşmadı: en güvenlisi paket elinize geçtikten sonra iptal etmektir.
stuck = Anlaşmazlığı iptal etmek istiyor ama düğmeyi bulamıyor ya da kullanamıyorsanız AliExpress müşteri hizmetleri bu siparişte size yardımcı olabilir.
    .brief = İptal düğmesi yoksa AliExpress müşteri hizmetleri yardımcı olabilir.
stuck-refund = Anlaşmazlıktaki teklifi kabul etmek istiyor ama düğmeyi bulamıyor ya da kullanamıyorsanız AliExpress müşteri hizmetleri bu siparişte size yardımcı olabilir. Lütfen anlaşmazlığı iptal etmeyin: para iadesi yapılmaz.
    .brief = Kabul düğmesi yoksa AliExpress müşteri hizmetleri yardımcı olabilir. Lütfen anlaşmazlığı iptal etmeyin: para iadesi yapılmaz.

# Seçim
choice = İptal gönüllüdür: karar sizindir ve böyle bir zorunluluğunuz yoktur. Lütfen yalnızca sonuçtan memnunsanız iptal edin. Anlaşmazlığı yalnızca siz iptal edebilirsiniz; biz edemeyiz.
    .brief = Bu gönüllüdür ve yalnızca siz yapabilirsiniz.
choice-refund = Kabul gönüllüdür: karar sizindir ve böyle bir zorunluluğunuz yoktur. Teklifi yalnızca siz kabul edebilir, anlaşmazlığı yalnızca siz iptal edebilirsiniz; biz edemeyiz. Teklif kabul edilince anlaşmazlık kesin olarak kapanır.
    .brief = Bu gönüllüdür; yalnızca siz kabul veya iptal edebilirsiniz. Kabul edilince anlaşmazlık kesin olarak kapanır.

# Koruma
protection-running = Bu siparişin alıcı koruması { $date } ({ $iso }) tarihinde sona eriyor. Anlaşmazlığı iptal ederseniz yenisini yalnızca o zamana kadar açabilirsiniz; sonrasında para satıcıya geçer ve anlaşmazlık yeniden açılamaz.
    .brief = İptalden sonra yeni anlaşmazlık yalnızca alıcı koruması bitene kadar açılabilir: { $date } ({ $iso }). Sonrasında para satıcıya geçer ve anlaşmazlık yeniden açılamaz.
protection-over = Bu siparişin alıcı koruması { $date } ({ $iso }) tarihinde sona erdi. Anlaşmazlığı şimdi iptal ederseniz para satıcıya geçer ve anlaşmazlık yeniden açılamaz.
    .brief = Alıcı koruması { $date } ({ $iso }) tarihinde sona erdi. Şimdi iptal ederseniz para satıcıya geçer ve anlaşmazlık yeniden açılamaz.
protection-unknown = Bu siparişin alıcı korumasının ne zaman biteceğini bilmiyoruz; lütfen sipariş sayfasına bakın. Anlaşmazlığı iptal ederseniz yenisini yalnızca o tarihe kadar açabilirsiniz; sonrasında para satıcıya geçer ve anlaşmazlık yeniden açılamaz.
    .brief = İptalden sonra yeni anlaşmazlık yalnızca alıcı koruması bitene kadar açılabilir (sipariş sayfasına bakın). Sonrasında para satıcıya geçer ve anlaşmazlık yeniden açılamaz.

# Adımlar
heading-cancel = Anlaşmazlık nasıl iptal edilir:
heading-return = İade nasıl iptal edilir:
heading-accept = Teklif nasıl kabul edilir:
heading-support = AliExpress müşteri hizmetlerine nasıl ulaşılır:
sign-in = Bu siparişi veren hesapla AliExpress'e giriş yapın.
orders-web = Web sitesinde { $my-orders } bölümünü açın.
    .brief = Bu siparişin hesabıyla { $my-orders } bölümünü açın.
orders-app = Uygulamada { $account } bölümünü, ardından { $orders } bölümünü açın.
    .brief = Uygulamada { $account } bölümünü, ardından { $orders } bölümünü açın.
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
compare = Teklifteki tutarı ve ürünü geri göndermenizin gerekip gerekmediğini kontrol edin.
    .brief = Tutarı ve ürünü geri göndermenizin gerekip gerekmediğini kontrol edin.
accept = Yalnızca ikisi de anlaştığımız gibiyse { $accept } düğmesine basın. Değilse lütfen kabul etmeyin, bize yazın.
    .brief = Yalnızca ikisi de doğruysa { $accept } düğmesine basın.
check-button = Web sitesinde ya da güncel uygulamada, bu siparişi veren hesapla giriş yapın ve anlaşmazlık sayfasının en altına bir kez daha bakın.
    .brief = Bu siparişin hesabıyla giriş yapın ve anlaşmazlık sayfasının en altına bir kez daha bakın.
support = Lütfen { $help-center } bölümünü açın ve sohbet başlatın.
agent = Sanal asistandan sizi canlı bir temsilciye bağlamasını isteyin.
tell = Yukarıdaki sipariş numarasını verin ve anlaşmazlığı kendi isteğinizle iptal etmek istediğinizi söyleyin.
tell-refund = Yukarıdaki sipariş numarasını verin ve teklifi kendi isteğinizle kabul etmek istediğinizi söyleyin.
classic-orders = AliExpress'e giriş yapın, { $my-orders } bölümünü açın ve bu siparişi bulun.
    .brief = Önce { $my-orders } bölümünü açın ve bu siparişi bulun.
classic-dispute = Sonra { $view-dispute } bölümünü açın.
classic-cancel = Orada { $cancel-dispute } düğmesine basın.
classic-submit = Son olarak { $submit } düğmesine basın.

# Son
accept-warning = Yalnızca gösterilen tutar anlaştığımız tutarsa { $accept } düğmesine basın.
    .brief = Yalnızca tutar doğruysa { $accept } düğmesine basın.
wording = Düğme adları biraz farklı olabilir.
help = Düğmeyi bulamıyor ya da kullanamıyorsanız AliExpress müşteri hizmetleri yardımcı olabilir: lütfen { $help-center } bölümünü açın.
    .brief = Düğme yok mu? AliExpress müşteri hizmetleri: { $help-center }.
close = Sorunuz mu var? Lütfen bu sohbette yanıtlayın ve her şeyi AliExpress üzerinde tutun.
    .brief = Lütfen buradan yanıtlayın ve her şeyi AliExpress üzerinde tutun.

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
described-cancel-return = iade iptali
described-accept = kabul
described-help-center = yardım merkezi
described-submit = gönderme

# Tarihler
date = { $day } { $month } { $year }
date-time = { $date }, { $time } { $zone }
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
