"""The language of a text is guessed where its script or small words say it clearly, and never for a text in English."""

from __future__ import annotations

import time
import tomllib
from importlib.resources import files
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import languages
from onrecord.languages.guess import guess_language
from onrecord.read.language import tag

# tag | a few sentences of invented news
NEWS = """
en | The ferry to Sill Point will stop at noon on Monday because the pier has to be repaired. “We have known about the cracks for a year,” the harbour master said after the meeting.
en | Officials said that the bridge would be closed to lorries from May, but not to cars. There were no plans for another crossing, and their budget had already been spent.
de | Die Brücke über den Kanal wird am Montag für Lastwagen gesperrt, teilte die Stadt mit. Der Hafenmeister sagte, dass die Risse seit einem Jahr bekannt sind und nicht mehr repariert werden können.
lb | D'Bréck iwwer de Kanal gëtt e Méindeg fir Camione gespaart, huet d'Gemeng matgedeelt. Den Hafemeeschter sot, datt d'Rëss zënter engem Joer bekannt sinn an net méi gefléckt kënne ginn, well si ze déif sinn.
nl | De brug over het kanaal wordt maandag afgesloten voor vrachtwagens, zei de gemeente. De havenmeester wist al een jaar van de scheuren en had er niet eerder iets aan kunnen doen, omdat er geen geld was.
fy | De brêge oer it kanaal wurdt moandei ôfsletten foar frachtweinen, sei de gemeente. De havenmaster hat al in jier fan de skuorren witten en hy hat der net earder wat oan dwaan kinnen, om't der gjin jild wie.
af | Die brug oor die kanaal sal van Maandag af vir vragmotors gesluit wees, het die stad gesê. Die hawemeester het al 'n jaar van die krake geweet en wou hulle nie self herstel nie, omdat daar nie geld was nie.
sv | Bron över kanalen stängs för lastbilar på måndag, enligt kommunen. Hamnchefen säger att sprickorna har varit kända i ett år och att de inte kan lagas förrän efter sommaren.
da | Broen over kanalen bliver lukket for lastbiler mandag, oplyser kommunen. Havnechefen siger, at man har kendt til revnerne i et år, og at de ikke kan udbedres før efter sommeren, fordi der mangler penge af den slags, der blev lovet.
nb | Broen over kanalen blir stengt for lastebiler mandag, opplyser kommunen. Havnesjefen sier at de har kjent til sprekkene i et år, og at de ikke kan repareres før etter sommeren, fordi det mangler penger av den typen som ble lovet nå.
nn | Brua over kanalen blir stengd for lastebilar måndag, opplyser kommunen. Hamnesjefen seier at dei har kjent til sprekkene i eit år, og at dei ikkje kan reparerast før etter sommaren, fordi det manglar mykje pengar frå staten.
is | Brúnni yfir skurðinn verður lokað fyrir vörubíla á mánudag, segir í tilkynningu frá bænum. Hafnarstjórinn sagði að sprungurnar hefðu verið þekktar í eitt ár en að ekki væri til fé og því hafi það dregist.
fo | Brúgvin um kanalina verður stongd fyri lastbilar mánadagin, sigur kommunan. Havnarmeistarin segði, at tey hava vitað um sprekkurnar í eitt ár, men at tað ikki vóru pengar til at gera hetta frá byrjan av.
fr | Le pont sur le canal sera fermé aux camions lundi, a annoncé la mairie. Selon le maître du port, les fissures sont connues depuis un an, mais elles n'ont pas été réparées parce qu'il n'y avait plus d'argent dans les caisses.
es | El puente sobre el canal se cerrará a los camiones el lunes, anunció el ayuntamiento. Según el jefe del puerto, las grietas se conocen desde hace un año, pero no hay dinero para las obras y ya es tarde.
pt | A ponte sobre o canal será fechada aos camiões na segunda-feira, disse a câmara. Segundo o chefe do porto, as fissuras são conhecidas há um ano, mas não foram reparadas porque já não havia dinheiro para isso.
gl | A ponte sobre a canle pecharase aos camións o luns, dixo o concello. Segundo o xefe do porto, as fendas coñécense desde hai un ano, pero non foron reparadas porque xa non había cartos nunha caixa que tamén está baleira.
ca | El pont sobre el canal es tancarà als camions dilluns, va anunciar l'ajuntament. Segons el cap del port, les esquerdes són conegudes des de fa un any, però no hi ha diners per a les obres i ja és massa tard amb aquest temps.
it | Il ponte sul canale sarà chiuso ai camion da lunedì, ha annunciato il comune. Secondo il capo del porto le crepe sono note da un anno, ma non è stato fatto nulla perché non c'era più denaro nella cassa della città.
ro | Podul de peste canal va fi închis pentru camioane de luni, a anunțat primăria. Șeful portului spune că fisurile sunt cunoscute de un an, dar nu au fost reparate pentru că nu mai erau bani și nici nu vor fi.
ga | Beidh an droichead thar an gcanáil dúnta ó Dé Luain, a dúirt an chomhairle. Bhí a fhios ag máistir an chuain faoi na scoilteanna le bliain, ach ní raibh airgead ar bith ann chun iad a dheisiú agus tá sé ró-dhéanach anois.
cy | Bydd y bont dros y gamlas yn cau i lorïau ddydd Llun, meddai'r cyngor. Dywedodd meistr yr harbwr ei fod wedi gwybod am y craciau ers blwyddyn, ond nad oedd arian ar gael i'w trwsio hefyd.
br | Serret e vo ar pont war ar ganol evit ar c'hirri-samm, a zo bet embannet gant an ti-kêr. Anavezet eo ar frailhoù gant mestr ar porzh abaoe ur bloaz, met n'eus ket a arc'hant da adober anezho hag e oa re ziwezhat.
eu | Kanalaren gaineko zubia astelehenean itxiko dute kamioientzat, udalak jakinarazi duenez. Portuko buruak esan du pitzadurak duela urtebete ezagutzen direla, baina ez dela dirurik izan eta orain berandu dela, hori ez da konponduko.
pl | Most na kanale zostanie zamknięty dla ciężarówek od poniedziałku, podał urząd miasta. Kapitan portu powiedział, że o pęknięciach wiadomo od roku, ale nie było pieniędzy na remont i jest już za późno.
cs | Most přes kanál bude od pondělí uzavřen pro nákladní auta, oznámila radnice. Správce přístavu řekl, že o trhlinách se ví už rok, ale že na opravu nebyly peníze a že je pozdě, protože při zimě se nedá stavět.
sk | Most cez kanál bude od pondelka uzavretý pre nákladné autá, oznámila radnica. Správca prístavu povedal, že o trhlinách sa vie už rok, ale že na opravu neboli peniaze a že je neskoro, keď sú mrazy.
sl | Most čez kanal bo od ponedeljka zaprt za tovornjake, je sporočila občina. Vodja pristanišča je povedal, da so razpoke znane že leto dni, vendar za popravilo ni bilo denarja in ker je tudi zima, bodo morali čakati še dolgo.
hr | Most preko kanala bit će od ponedjeljka zatvoren za kamione, objavilo je gradsko vijeće. Lučki kapetan rekao je da se za pukotine zna više od dvije godine, ali da novca nije bilo prije ljeta, a također ni tijekom jeseni.
sr | Most preko kanala biće od ponedeljka zatvoren za kamione, saopštilo je gradsko veće. Lučki kapetan rekao je da se za pukotine zna više od dve godine, ali da novca nije bilo pre leta, a takođe ni tokom jeseni posle izbora.
sr | Мост преко канала биће од понедељка затворен за камионе, саопштило је градско веће. Лучки капетан рекао је да се за пукотине зна више од две године, али да новца није било пре лета, а такође ни током јесени.
hu | A csatorna hídját hétfőtől lezárják a teherautók elől, közölte a városháza. A kikötő vezetője szerint a repedésekről már egy éve tudnak, de nem volt pénz a javításra, és most az idő is kevés, mert nincs meg a terv sem.
fi | Kanavan silta suljetaan kuorma-autoilta maanantaina, kertoi kaupunki. Satamapäällikkö sanoi, että halkeamat ovat olleet tiedossa jo vuoden, mutta korjaukseen ei ole ollut rahaa ja nyt se on vielä kalliimpaa kuin ennen.
et | Kanali sild suletakse veoautodele esmaspäeval, teatas linn. Sadamakapten ütles, et praod on olnud teada juba aasta, kuid remondiks ei ole olnud raha ja nüüd on see veel kallim kui enne, sest ka tema järgi ei saa enam oodata.
lv | Tilts pār kanālu no pirmdienas būs slēgts kravas automašīnām, paziņoja dome. Ostas kapteinis teica, ka par plaisām ir zināms jau gadu, bet naudas remontam nav un ka tas tagad ir vēl dārgāk.
lt | Tiltas per kanalą nuo pirmadienio bus uždarytas sunkvežimiams, pranešė savivaldybė. Uosto kapitonas sakė, kad apie įtrūkimus žinoma jau metus, bet pinigų remontui nebuvo ir dar ilgai jų ne bus.
sq | Ura mbi kanal do të mbyllet për kamionët të hënën, njoftoi bashkia. Kapiteni i portit tha se të çarat dihen prej një viti, por nuk ka pasur para për t'i ndrequr dhe se tani është shumë vonë.
mt | Il-pont fuq il-kanal se jingħalaq għat-trakkijiet nhar it-Tnejn, qal il-kunsill. Il-kaptan tal-port qal li ilhom jafu dwar ix-xquq għal sena, imma ma kienx hemm flus u li dan kien tard wisq biex isir ix-xogħol ukoll.
tr | Kanalın üzerindeki köprü pazartesi günü kamyonlara kapatılacak. Liman müdürü, çatlakların bir yıldır bilindiğini ama onarım için para olmadığını ve bu yıl da çok geç olduğunu söyledi; daha sonra ne olacağı belli değil dedi.
az | Kanalın üzərindəki körpü bazar ertəsi yük maşınları üçün bağlanacaq. Liman rəisi dedi ki, çatlar bir ildir məlumdur, amma təmir üçün pul yox idi və bu il də çox gecdir; daha sonra nə olacağı bəlli deyil.
id | Jembatan di atas kanal akan ditutup untuk truk mulai Senin, kata pemerintah kota. Kepala pelabuhan mengatakan bahwa retakan itu sudah diketahui sejak setahun lalu, tetapi tidak bisa diperbaiki karena tidak ada dana dari pusat.
ms | Jambatan di atas terusan akan ditutup kepada lori mulai Isnin, kata majlis bandar. Ketua pelabuhan berkata bahawa retakan itu telah diketahui sejak setahun lalu, tetapi tidak boleh dibaiki kerana tiada wang daripada kerajaan.
tl | Isasara ang tulay sa ibabaw ng kanal para sa mga trak sa Lunes, ayon sa pamahalaang lungsod. Sinabi ng pinuno ng daungan na alam na nila ang mga bitak noong isang taon, ngunit hindi ito naayos dahil wala silang pera.
vi | Cây cầu qua kênh sẽ đóng với xe tải từ thứ Hai, theo chính quyền thành phố. Ông trưởng cảng nói các vết nứt đã được biết đến một năm nay, nhưng không có tiền để sửa và cũng không còn thời gian cho những việc này.
sw | Daraja la juu ya mfereji litafungwa kwa malori kuanzia Jumatatu, ilisema halmashauri ya jiji. Mkuu wa bandari alisema kuwa nyufa hizo zimejulikana kwa mwaka mmoja, lakini hakukuwa na fedha za ukarabati katika bajeti hiyo pia.
so | Buundada kanaalka waa la xiri doonaa Isniinta, sida uu sheegay golaha magaaladu. Madaxa dekeddu wuxuu yiri in dildilaaca la ogaa sannad ka hor, balse aan lacag loo helin oo ay hadda aad u daahday si loo dayactiro.
ha | Za a rufe gadar da ke kan magudanar ruwa ga manyan motoci ranar Litinin, in ji birnin. Shugaban tashar ya ce an san da tsagewar tun shekara guda, amma ba a samu kudi ba don gyara wannan, kuma yana ganin lokaci ya kure.
ku | Pira li ser kanalê dê roja duşemê ji bo kamyonan bê girtin, şaredarî ragihand. Serokê benderê got ku ev derz ji salekê ve tên zanîn, lê pere ji bo çêkirinê tune bû û ku niha pir dereng e di vê mijarê de jî.
el | Η γέφυρα πάνω από το κανάλι θα κλείσει για τα φορτηγά τη Δευτέρα, ανακοίνωσε ο δήμος. Ο λιμενάρχης είπε ότι οι ρωγμές είναι γνωστές εδώ και έναν χρόνο, αλλά δεν υπήρχαν χρήματα για να γίνουν τα έργα.
ru | Мост через канал закроют для грузовиков в понедельник, сообщили в мэрии. Начальник порта сказал, что о трещинах знали уже год, но денег на ремонт не было, и теперь это будет ещё дороже, чем до зимы.
uk | Міст через канал закриють для вантажівок у понеділок, повідомили в мерії. Начальник порту сказав, що про тріщини знали вже рік, але грошей на ремонт не було, і тепер це буде ще дорожче, як і все після зими.
be | Мост праз канал зачыняць для грузавікоў у панядзелак, паведамілі ў мэрыі. Начальнік порта сказаў, што пра трэшчыны ведалі ўжо год, але грошай на рамонт не было, і цяпер гэта будзе яшчэ даражэй.
bg | Мостът над канала ще бъде затворен за камиони от понеделник, съобщиха от общината. Началникът на пристанището каза, че за пукнатините се знае от година, но пари за ремонт не е имало и това вече е късно.
mk | Мостот преку каналот ќе биде затворен за камиони од понеделник, соопшти општината. Началникот на пристаништето рече дека за пукнатините се знае една година, но пари за поправка немало и дека тоа веќе е доцна.
kk | Канал үстіндегі көпір дүйсенбіден бастап жүк көліктері үшін жабылады деп хабарлады әкімдік. Порт басшысы жарықтар туралы бір жылдан бері белгілі болған, бірақ жөндеуге ақша жоқ және бұл жұмыс енді кеш деп айтты.
mn | Сувгийн дээрх гүүрийг даваа гарагаас ачааны машинд хаана гэж хотын захиргаа мэдэгдсэн байна. Боомтын дарга хагарлын тухай нэг жилийн өмнөөс мэдэж байсан боловч засварын мөнгө байхгүй байсан гэсэн юм.
ar | قال رئيس الميناء إن الجسر فوق القناة سيغلق أمام الشاحنات يوم الاثنين، وقال إن الشقوق معروفة منذ عام، لكن لم يكن هناك مال من أجل هذا العمل الذي كان قد بدأ في الصيف، ولا أحد يعرف ما بعد ذلك.
fa | پل روی کانال از دوشنبه برای کامیون‌ها بسته می‌شود. رئیس بندر گفت که این ترک‌ها از یک سال پیش شناخته شده بود، اما پولی برای تعمیر آن نبود و باید تا بهار صبر کرد، هر چند که دیگر دیر است.
ur | نہر پر بنا پل پیر سے ٹرکوں کے لیے بند کر دیا جائے گا، شہر کی انتظامیہ نے کہا ہے۔ بندرگاہ کے سربراہ نے کہا کہ دراڑوں کا علم ایک سال سے تھا لیکن مرمت کے لیے رقم نہیں تھی اور اب یہ بھی دیر ہے۔
ps | د کانال پر سر پل به د دوشنبې له ورځې د لاریو پر مخ وتړل شي، ښاروالۍ وویل. د بندر مشر ویلي چې درزونه له یوه کال راهیسې معلوم دي خو د جوړولو لپاره پیسې نه وې او دا کار هم ناوخته شوی دی.
hi | नहर पर बना पुल सोमवार से ट्रकों के लिए बंद रहेगा, नगर परिषद ने कहा है। बंदरगाह के प्रमुख ने कहा कि दरारों की जानकारी एक साल से थी, लेकिन मरम्मत के लिए पैसा नहीं था और अब यह काम भी देर से हो रहा है।
mr | कालव्यावरील पूल सोमवारपासून ट्रकसाठी बंद राहणार आहे, असे पालिकेने सांगितले. बंदर प्रमुख म्हणाले की भेगांची माहिती एक वर्षापासून होती, पण दुरुस्तीसाठी पैसे नाही आणि आता उशीर झाला आहे.
ne | नहरमाथिको पुल सोमबारदेखि ट्रकका लागि बन्द हुने नगरपालिकाले जनाएको छ। बन्दरगाह प्रमुखले चिरा परेको एक वर्षदेखि थाहा भएको तर मर्मत गर्न पैसा नभएको र अब यो काम पनि ढिलो भएको बताए।
bn | খালের উপরের সেতু সোমবার থেকে ট্রাকের জন্য বন্ধ থাকবে, জানিয়েছে পৌরসভা। বন্দরের প্রধান বলেছেন, ফাটলের কথা এক বছর ধরে জানা ছিল।
gu | નહેર પરનો પુલ સોમવારથી ટ્રકો માટે બંધ રહેશે, એમ નગરપાલિકાએ જણાવ્યું હતું.
pa | ਨਹਿਰ ਉੱਤੇ ਬਣਿਆ ਪੁਲ ਸੋਮਵਾਰ ਤੋਂ ਟਰੱਕਾਂ ਲਈ ਬੰਦ ਰਹੇਗਾ, ਨਗਰ ਕੌਂਸਲ ਨੇ ਕਿਹਾ।
ta | கால்வாய் மீதுள்ள பாலம் திங்கட்கிழமை முதல் லாரிகளுக்கு மூடப்படும் என்று நகராட்சி தெரிவித்தது.
te | కాలువపై వంతెన సోమవారం నుంచి లారీలకు మూసివేస్తామని మున్సిపాలిటీ తెలిపింది.
kn | ಕಾಲುವೆಯ ಮೇಲಿನ ಸೇತುವೆಯನ್ನು ಸೋಮವಾರದಿಂದ ಲಾರಿಗಳಿಗೆ ಮುಚ್ಚಲಾಗುವುದು ಎಂದು ನಗರಸಭೆ ತಿಳಿಸಿದೆ.
ml | കനാലിനു മുകളിലെ പാലം തിങ്കളാഴ്ച മുതൽ ലോറികൾക്ക് അടച്ചിടുമെന്ന് നഗരസഭ അറിയിച്ചു.
si | ඇළ මත ඇති පාලම සඳුදා සිට ලොරි සඳහා වසා දමන බව නගර සභාව පැවසීය.
th | สะพานข้ามคลองจะปิดสำหรับรถบรรทุกตั้งแต่วันจันทร์ เทศบาลกล่าว
km | ស្ពានឆ្លងព្រែកនឹងបិទសម្រាប់រថយន្តដឹកទំនិញចាប់ពីថ្ងៃចន្ទ
lo | ຂົວຂ້າມຄອງຈະປິດສຳລັບລົດບັນທຸກຕັ້ງແຕ່ວັນຈັນ ເທດສະບານກ່າວ
my | တူးမြောင်းပေါ်ရှိတံတားကို တနင်္လာနေ့မှစ၍ ကုန်တင်ကားများအတွက် ပိတ်မည်ဟု မြို့တော်က ပြောသည်
ka | არხზე გადებული ხიდი ორშაბათიდან სატვირთო მანქანებისთვის დაიკეტება, განაცხადა მერიამ.
hy | Ջրանցքի կամուրջը երկուշաբթի օրվանից փակ կլինի բեռնատարների համար, հայտնեց քաղաքապետարանը։
am | በቦዩ ላይ ያለው ድልድይ ከሰኞ ጀምሮ ለጭነት መኪናዎች ዝግ ይሆናል ሲል የከተማው ምክር ቤት አስታወቀ።
he | הגשר מעל התעלה ייסגר למשאיות ביום שני, כך הודיעה העירייה.
ja | 市は、運河にかかる橋を月曜日からトラック通行止めにすると発表した。「ひび割れは一年前から知られていた」と港長は話した。
zh | 市政府宣布，运河上的桥梁将从星期一起禁止卡车通行。港口负责人说，裂缝一年前就已经发现，但是没有钱维修。
ko | 시는 월요일부터 운하 위의 다리에 트럭 통행을 금지한다고 밝혔다.
"""  # noqa: E501

ENGLISH_WITH_OTHERS = [
    "The mayor read out the letter in French before the council voted. “Le pont sur le canal sera fermé aux camions "
    "lundi, parce qu'il n'y avait plus d'argent dans les caisses de la ville,” it said. The councillors, most of whom "
    "do not speak the language, were told that it had been sent by their partner town and that it would be answered.",
    "“El puente sobre el canal se cerrará a los camiones el lunes, pero no hay dinero para las obras y ya es tarde”, "
    "the captain wrote. His crew had asked for a translation, which was posted on the door of the office before noon.",
    "„Die Brücke über den Kanal wird am Montag für Lastwagen gesperrt, und wir wissen nicht, wie es mit der Fähre "
    "weitergeht“, the sign reads. It was put up by the ferry company, and there is no English one.",
    "The slogan on the wall, “Мост через канал закроют для грузовиков в понедельник”, was painted over by the port on "
    "Tuesday. There have been others, the harbour master said, and they will be painted over as well.",
]
NOTHING = {
    "empty": "",
    "space": " \n\t\n ",
    "one word": "bridge",
    "a headline": "Bridge to close on Monday",
    "emoji": "🌉🚚🚫" * 50,
    "figures": "12 345 6.7 (89%) – 10:11 " * 20,
    "names": "Anna Lee, Juan de la Cruz, Maria Silva, Tomás Ortiz, Li Wei, Olga Ivanova, Pieter van der Berg, "
    "Jan Novak, Carlos del Río y López, Ana de los Santos, Dr. Ivo Marin, Jean de La Fontaine, Otto von Stein, "
    "Sven Holm, Elif Kaya",
    "names of clubs": "Real Madrid, Borussia Dortmund, AC Milan, Paris Saint-Germain, Ajax Amsterdam, FC Porto, "
    "Benfica, Galatasaray, Slavia Praha, Red Star Belgrade, Dinamo Zagreb, Olympiacos Piraeus, "
    "Malmö FF, Rosenborg, Club Brugge",
    "two scripts": "Мост закроют для грузовиков в понедельник. The bridge will be closed to lorries on Monday. " * 5,
    "two languages": "The bridge was closed and that is all. Die Brücke ist zu und das ist alles, was wir wissen. " * 5,
}


def cases() -> list[Any]:
    lines = [line.split(" | ", 1) for line in NEWS.strip().splitlines()]
    return [pytest.param(text, language, id=f"{language}-{text[:12]}") for language, text in lines]


def tables() -> dict[str, dict[str, str]]:
    path = files("onrecord.languages").joinpath("function_words.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "language"), cases())
def test_a_few_sentences_tell_their_language(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(("text", "language"), cases())
def test_a_long_text_does(text: str, language: str) -> None:
    assert guess_language(f"{text}\n\n" * 40) == language


@pytest.mark.parametrize("text", ENGLISH_WITH_OTHERS)
def test_english_that_quotes_another_language_is_not_in_it(text: str) -> None:
    assert guess_language(text) in {"en", None}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_too_little_evidence(text: str) -> None:
    assert guess_language(text) is None


def test_letters_and_marks_written_apart_are_the_same() -> None:
    for case in cases():
        text, language = case.values
        assert guess_language(normalize("NFD", str(text))) == language


def test_the_table_is_well_formed() -> None:
    scripts, words = tables()["scripts"], tables()["words"]
    assert len(words) >= 40
    for language in (*scripts.values(), *words):
        assert tag(language) == language
    for language, small in words.items():
        for word in small.split():
            assert word == word.lower(), (language, word)
            assert not set(word) & set("'’-"), (language, word)
        assert len(set(small.split())) >= 18, language
    assert not set(scripts.values()) & words.keys()


def test_the_table_is_no_language_that_has_rules() -> None:
    assert "en" in languages.available()
    assert all(tag(language) == language for language in languages.available())


@given(st.text(st.characters()) | st.text(alphabet="abcdenthof ñüжя。かな漢कि’ \ud800", max_size=300))
def test_no_text_is_an_error(text: str) -> None:
    known = {*tables()["scripts"].values(), *tables()["words"], None}
    assert guess_language(text) in known
    assert guess_language(text * 20) in known


@pytest.mark.parametrize("part", ["a", "the ", " ", "\u0301", "ñ", "の", "कि", "de la ", "\ud800"])
def test_a_long_text_takes_no_longer(part: str) -> None:
    text = part * (10_000_000 // len(part))
    start = time.perf_counter()
    guess_language(text)
    assert time.perf_counter() - start < 0.5
