#include "with_knowledge.h"

#include "base/utf8.h"
#include "data/inputlex.h"
#include "input/clean.h"
#include "input/input.h"
#include "input/lang.h"
#include "input/when.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder with one file in it, and an input over a path. */
struct bench {
	char dir[64], path[128];
	struct input *in;
	struct arena arena;
	struct report report;
	struct err err;
};

static void open_bytes(struct bench *b, const char *name, struct str bytes, enum input_format format)
{
	strcpy(b->dir, "/tmp/truce-input-XXXXXX");
	assert_non_null(mkdtemp(b->dir));
	snprintf(b->path, sizeof b->path, "%s/%s", b->dir, name);
	FILE *f = fopen(b->path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
	fclose(f);
	static const char *paths[1];
	paths[0] = b->path;
	struct input_config config = {.format = format, .date = {2025, 3, 24}};
	b->err = (struct err){0};
	arena_init(&b->arena, 0);
	b->in = input_new(knowledge, paths, 1, &config, &b->err);
	assert_non_null(b->in);
}

static enum input_got next(struct bench *b)
{
	b->err = (struct err){0};
	return input_next(b->in, &b->arena, &b->report, &b->err);
}

static void done(struct bench *b)
{
	input_free(b->in);
	arena_release(&b->arena);
	unlink(b->path);
	rmdir(b->dir);
}

static void text_has_a_title(void **state)
{
	(void)state;
	struct bench b;
	open_bytes(&b, "a.txt", STR("\xEF\xBB\xBFTalks in Bree\r\n\r\nEnvoys met on\xC2\xA0Sunday.\r\n"), INPUT_AUTO);
	assert_int_equal(next(&b), INPUT_REPORT);
	assert_str(b.report.id, "a.txt");
	assert_str(b.report.title, "Talks in Bree");
	assert_str(b.report.text, "Talks in Bree\n\nEnvoys met on Sunday.");
	assert_int_equal(b.report.body, 15);
	assert_int_equal(b.report.date.day, 24);
	assert_str(b.report.lang, "en");
	assert_int_equal(next(&b), INPUT_END);
	done(&b);
}

static void text_without_blank_line_has_none(void **state)
{
	(void)state;
	struct bench b;
	open_bytes(&b, "a.txt", STR("Envoys met on Sunday.\nThey left on Monday."), INPUT_AUTO);
	assert_int_equal(next(&b), INPUT_REPORT);
	assert_str(b.report.title, "");
	assert_int_equal(b.report.body, 0);
	done(&b);
}

static void what_sites_add_is_left_out(void **state)
{
	(void)state;
	struct bench b;
	open_bytes(&b, "a.txt",
		   STR("Truce holds\n\nThe truce between Gondor and Arnor held on Sunday, officials of both sides said in Bree.\n\n"
		       "Original Source: news.example\n\nAbout Mira Took\n\nMira Took is a journalist who fought in the war of the ring.\n\n"
		       "View all posts by Mira Took →\n\nLeave a Reply\n\nYour email address will not be published."),
		   INPUT_AUTO);
	assert_int_equal(next(&b), INPUT_REPORT);
	assert_str(b.report.text, "Truce holds\n\nThe truce between Gondor and Arnor held on Sunday, officials of both sides said in Bree.");
	assert_str(b.report.original_source, "news.example");
	assert_str(b.report.author, "Mira Took");
	done(&b);
}

static void an_agency_in_the_dateline_is_the_source(void **state)
{
	(void)state;
	struct bench b;
	open_bytes(&b, "a.txt", STR("Talks\n\nBREE, March 24 (Reuters) - Envoys met."), INPUT_AUTO);
	assert_int_equal(next(&b), INPUT_REPORT);
	assert_str(b.report.original_source, "Reuters");
	done(&b);
}

static void a_dateline_with_its_year_dates_the_report(void **state)
{
	(void)state;
	struct bench b;
	open_bytes(&b, "a.txt", STR("BREE, Arnor (Oct. 12, 2010) – Envoys met. The last talks were held on May 3, 2009."), INPUT_AUTO);
	assert_int_equal(next(&b), INPUT_REPORT);
	assert_int_equal(b.report.date.year, 2010);
	assert_int_equal(b.report.date.day, 12);
	done(&b);
	open_bytes(&b, "a.txt", STR("Published: 24 May 2021\nEnvoys met."), INPUT_AUTO);
	assert_int_equal(next(&b), INPUT_REPORT);
	assert_int_equal(b.report.date.year, 2021);
	done(&b);
	open_bytes(&b, "a.txt", STR("The attack of May 3, 2009\nEnvoys met."), INPUT_AUTO);
	assert_int_equal(next(&b), INPUT_REPORT);
	assert_int_equal(b.report.date.year, 2025);
	done(&b);
}

static void lines_that_are_broken_are_named(void **state)
{
	(void)state;
	struct bench b;
	char expected[256];
	open_bytes(&b, "a.jsonl", STR("{\"id\":\"x\",\"text\":\"One.\",\"date\":\"Mon, 24 Mar 2025 10:00:00 +0200\"}\n\n{\"text\":\"cut\n"
				      "{\"title\":\"no text\"}\n{\"text\":7}\n{\"text\":\"a\\u0000b\"}\n{\"text\":\"\xFF\"}\n"), INPUT_AUTO);
	assert_int_equal(next(&b), INPUT_REPORT);
	assert_str(b.report.id, "x");
	assert_str(b.report.time, "10:00:00+02:00");
	static const char *const reasons[] = {"3: the JSON is cut short (byte 12)", "4: \"text\" is missing or empty", "5: \"text\" is of type int, not string"};
	for (int i = 0; i < 3; i++) {
		assert_int_equal(next(&b), INPUT_REJECTED);
		snprintf(expected, sizeof expected, "%s:%s", b.path, reasons[i]);
		assert_err(b.err, ERR_INPUT, expected);
	}
	assert_int_equal(next(&b), INPUT_REPORT);
	assert_str(b.report.text, "a b");
	assert_str(b.report.id, "a.jsonl:6");
	assert_int_equal(next(&b), INPUT_REJECTED);
	snprintf(expected, sizeof expected, "%s:7: byte 10 (0xFF) is not UTF-8", b.path);
	assert_err(b.err, ERR_INPUT, expected);
	assert_int_equal(next(&b), INPUT_END);
	done(&b);
}

static void json_may_be_an_array_over_lines(void **state)
{
	(void)state;
	struct bench b;
	open_bytes(&b, "a.json", STR("[\n {\"text\": \"One.\"},\n {\"text\": \"Two.\"}\n]\n"), INPUT_AUTO);
	assert_int_equal(next(&b), INPUT_REPORT);
	assert_int_equal(next(&b), INPUT_REPORT);
	assert_str(b.report.text, "Two.");
	assert_str(b.report.id, "a.json:3");
	assert_int_equal(next(&b), INPUT_END);
	done(&b);
}

static void rejects(const char *name, struct str bytes, enum err_code code, const char *reason)
{
	struct bench b;
	char expected[256];
	open_bytes(&b, name, bytes, INPUT_AUTO);
	assert_int_equal(next(&b), INPUT_REJECTED);
	snprintf(expected, sizeof expected, "%s: %s", b.path, reason);
	assert_err(b.err, code, expected);
	assert_int_equal(next(&b), INPUT_END);
	done(&b);
}

static void files_that_hold_no_report_are_named(void **state)
{
	(void)state;
	rejects("a.txt", STR(""), ERR_INPUT, "the file is empty");
	rejects("a.txt", STR(" \n\n"), ERR_INPUT, "holds no text");
	rejects("a", STR("ELF\0\1"), ERR_INPUT, "holds NUL bytes: this is no text");
	rejects("a.txt", STR("caf\xC3\xA9 caf\xE9"), ERR_INPUT, "byte 10 (0xE9) is not UTF-8");
	rejects("a.html", STR("<html><body></body></html>"), ERR_INPUT, "no article was found in the page");
	rejects("a.txt.gz", STR("\x1F\x8B\x08\0\0\0\0\0\0\x03\x4B"), ERR_INPUT, "broken gzip data (cut short)");
}

static void latin_text_is_taken_as_such(void **state)
{
	(void)state;
	struct bench b;
	open_bytes(&b, "a.txt", STR("The caf\xE9 \x93here\x94."), INPUT_AUTO);
	assert_int_equal(next(&b), INPUT_REPORT);
	assert_str(b.report.text, "The café “here”.");
	done(&b);
}

static void a_line_over_the_limit_is_passed_over(void **state)
{
	(void)state;
	struct bench b;
	size_t n = INPUT_LINE_MAX + 100;
	char *big = malloc(n + 32);
	assert_non_null(big);
	memset(big, 'a', n);
	strcpy(big + n, "\n{\"text\":\"After.\"}\n");
	open_bytes(&b, "a.jsonl", str_of(big), INPUT_AUTO);
	assert_int_equal(next(&b), INPUT_REJECTED);
	assert_int_equal(next(&b), INPUT_REPORT);
	assert_str(b.report.text, "After.");
	done(&b);
	free(big);
}

static void a_file_that_is_not_there_is_the_systems_fault(void **state)
{
	(void)state;
	static const char *const paths[] = {"/nonexistent/truce.txt"};
	struct err e = {0};
	struct report r;
	UNIT_ARENA(a);
	struct input *in = input_new(knowledge, paths, 1, NULL, &e);
	assert_int_equal(input_next(in, &a, &r, &e), INPUT_REJECTED);
	assert_err(e, ERR_SYSTEM, "/nonexistent/truce.txt: No such file or directory");
	e = (struct err){0};
	assert_int_equal(input_next(in, &a, &r, &e), INPUT_END);
	input_free(in);
	arena_release(&a);
}

static const char page[] =
	"<!DOCTYPE html><html><head><title>Truce signed | Bree Post</title><meta property='og:site_name' content='Bree Post'>"
	"<meta property='og:title' content='Truce signed'><script type='application/ld+json'>{\"@type\":\"NewsArticle\","
	"\"headline\":\"Truce signed\",\"datePublished\":\"2021-05-20T08:30:00Z\",\"author\":[{\"name\":\"Mira Took\"}]}</script></head>"
	"<body><nav><a href='/'>Home</a> <a href='/w'>World</a></nav><div class='article-body'><h1>Truce signed</h1>"
	"<p>Gondor and Arnor signed a truce in Bree on Thursday, ending two years of fighting, officials of both sides said.</p>"
	"<figure><figcaption>Envoys shake hands in front of the press before the talks in Bree began.</figcaption></figure>"
	"<p>The truce begins at dawn on Friday and holds for thirty days, Rohan's foreign minister said in Edoras.</p></div>"
	"<aside class='related'><p>Mordor attacks again: read how the fighting began, in our long report of last week.</p></aside>"
	"<div id='comments'><p>I do not believe a word of it, said somebody who was not there and did not see it.</p></div></body></html>";

static void a_page_gives_its_article(void **state)
{
	(void)state;
	struct bench b;
	open_bytes(&b, "a.html", str_of(page), INPUT_AUTO);
	assert_int_equal(next(&b), INPUT_REPORT);
	assert_str(b.report.title, "Truce signed");
	assert_str(b.report.source, "Bree Post");
	assert_str(b.report.author, "Mira Took");
	assert_str(b.report.time, "08:30:00Z");
	assert_int_equal(b.report.date.month, 5);
	assert_str(b.report.text,
		   "Truce signed\n\nGondor and Arnor signed a truce in Bree on Thursday, ending two years of fighting, officials of both "
		   "sides said.\n\nThe truce begins at dawn on Friday and holds for thirty days, Rohan's foreign minister said in Edoras.");
	done(&b);
}

static void dates_are_read_as_they_are_written(void **state)
{
	(void)state;
	static const struct { const char *text; int year, month, day; const char *time; } cases[] = {
		{"2025-03-24", 2025, 3, 24, ""},
		{"2025-03-24T09:15:00.123+02:00", 2025, 3, 24, "09:15:00+02:00"},
		{"20250324", 2025, 3, 24, ""},
		{"Mon, 24 Mar 2025 10:00:00 GMT", 2025, 3, 24, "10:00:00Z"},
		{"March 24th, 2025 9:15 pm", 2025, 3, 24, "21:15:00"},
		{"March 24, 2025 at 9:15 p.m. EET", 2025, 3, 24, "21:15:00+02:00"},
		{"12:05 a.m., 24 March 2025", 2025, 3, 24, "00:05:00"},
		{"24 March 2025, 9:15 a. Moria", 2025, 3, 24, "09:15:00"},
		{"24 March 2025", 2025, 3, 24, ""},
		{"Published: 24.03.2025", 2025, 3, 24, ""},
		{"03/25/2025", 2025, 3, 25, ""},
		{"03/04/2025", 0, 0, 0, ""},
		{"31 February 2025", 0, 0, 0, ""},
		{"yesterday", 0, 0, 0, ""},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		UNIT_ARENA(a);
		struct when w = {0};
		assert_int_equal(when_parse(&a, knowledge->input, str_of(cases[i].text), &w), cases[i].year != 0);
		if (cases[i].year) {
			assert_int_equal(w.date.year, cases[i].year);
			assert_int_equal(w.date.month, cases[i].month);
			assert_int_equal(w.date.day, cases[i].day);
			assert_str(w.time, cases[i].time);
		}
		arena_release(&a);
	}
}

static void languages_are_told_apart(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{"en", "The two sides met in the city and agreed that the fighting would stop on Sunday."},
		{"en", "THE TWO SIDES MET IN THE CITY AND AGREED THAT THE FIGHTING WOULD STOP ON SUNDAY."},
		{"en", "Gondor, Arnor"},
		{"en", "U.S. envoys, a U.S. plane and I. O. Took: U.S. aid."},
		{"de", "Die beiden Seiten haben sich in der Stadt getroffen und sind übereingekommen, dass die Kämpfe am Sonntag enden."},
		{"fr", "Les deux parties se sont rencontrées dans la ville et ont décidé que les combats cesseraient dimanche."},
		{"es", "Las dos partes se reunieron en la ciudad y acordaron que los combates terminarían el domingo por la noche."},
		{"ru", "Обе стороны встретились в городе и договорились о том, что бои прекратятся в воскресенье."},
		{"uk", "Обидві сторони зустрілися в місті та домовилися, що бої припиняться у неділю, а також про обмін."},
		{"ar", "التقى الطرفان في المدينة واتفقا على أن القتال سيتوقف يوم الأحد بعد أن قال الوسيط"},
		{"zh", "双方在城里会面，并同意星期天停火。"},
		{"ja", "双方は町で会い、日曜日に戦闘を停止することで合意した。"},
		{"en", "No, it’s no mistake, no."},
		{"en", "Erdoğan met Şimşek and İmamoğlu in Çankaya."},
		{"en", "Şimşek, Çağlayan"},
		{"en", "The two sides agreed on Monday to stop the shelling of the city. Their envoys will meet again in the capital next week."},
		{"en", "Talks ended without a deal."},
		{"de", "Die beiden Seiten einigten sich am Montag darauf, den Beschuss der Stadt einzustellen. Ihre Gesandten treffen sich nächste Woche wieder in der Hauptstadt."},
		{"de", "Die Gespräche endeten ohne eine Einigung."},
		{"fr", "Les deux parties se sont mises d'accord lundi pour cesser le bombardement de la ville. Leurs envoyés se reverront dans la capitale la semaine prochaine."},
		{"fr", "Les pourparlers se sont terminés sans accord."},
		{"es", "Las dos partes acordaron el lunes detener los bombardeos de la ciudad. Sus enviados se reunirán de nuevo en la capital la próxima semana."},
		{"es", "Las conversaciones terminaron sin acuerdo."},
		{"pt", "As duas partes concordaram na segunda-feira em parar os bombardeios da cidade. Os seus enviados vão reunir-se novamente na capital na próxima semana."},
		{"pt", "As conversações terminaram sem um acordo."},
		{"it", "Le due parti hanno concordato lunedì di fermare i bombardamenti della città. I loro inviati si incontreranno di nuovo nella capitale la prossima settimana."},
		{"it", "I colloqui sono finiti senza un accordo."},
		{"nl", "De twee partijen werden het maandag eens over het stoppen van de beschietingen van de stad. Hun gezanten ontmoeten elkaar volgende week opnieuw in de hoofdstad."},
		{"nl", "De gesprekken eindigden zonder akkoord."},
		{"sv", "De två sidorna enades på måndagen om att stoppa beskjutningen av staden. Deras sändebud ska träffas igen i huvudstaden nästa vecka."},
		{"sv", "Samtalen slutade utan något avtal."},
		{"da", "De to sider blev mandag enige om at standse beskydningen af byen. Deres udsendinge skal mødes igen i hovedstaden i næste uge."},
		{"da", "Samtalerne endte uden en aftale."},
		{"no", "De to sidene ble mandag enige om å stanse beskytningen av byen. Utsendingene deres skal møtes igjen i hovedstaden neste uke."},
		{"no", "Samtalene endte uten en avtale."},
		{"fi", "Osapuolet sopivat maanantaina, että kaupungin tykistötuli lopetetaan. Heidän lähettiläänsä tapaavat jälleen pääkaupungissa ensi viikolla."},
		{"fi", "Neuvottelut päättyivät ilman sopimusta."},
		{"pl", "Obie strony uzgodniły w poniedziałek, że wstrzymają ostrzał miasta. Ich wysłannicy spotkają się ponownie w stolicy w przyszłym tygodniu."},
		{"pl", "Rozmowy zakończyły się bez porozumienia."},
		{"cs", "Obě strany se v pondělí dohodly, že zastaví ostřelování města. Jejich vyslanci se příští týden znovu sejdou v hlavním městě."},
		{"sk", "Obe strany sa v pondelok dohodli, že zastavia ostreľovanie mesta. Ich vyslanci sa budúci týždeň opäť stretnú v hlavnom meste."},
		{"sk", "Rozhovory sa skončili bez dohody."},
		{"hu", "A két fél hétfőn megállapodott abban, hogy leállítják a város ágyúzását. A küldöttek jövő héten újra találkoznak a fővárosban."},
		{"hu", "A tárgyalások megállapodás nélkül értek véget."},
		{"ro", "Cele două părți au convenit luni să oprească bombardarea orașului. Trimișii lor se vor întâlni din nou în capitală săptămâna viitoare."},
		{"ro", "Discuțiile s-au încheiat fără un acord."},
		{"hr", "Dvije strane dogovorile su se u ponedjeljak da će zaustaviti granatiranje grada. Njihovi izaslanici ponovno će se sastati u glavnom gradu sljedećeg tjedna."},
		{"hr", "Razgovori su završili bez dogovora."},
		{"tr", "İki taraf pazartesi günü kentin bombalanmasını durdurma konusunda anlaştı. Temsilciler gelecek hafta başkentte yeniden bir araya gelecek."},
		{"tr", "Görüşmeler bir anlaşma olmadan sona erdi."},
		{"ru", "Стороны в понедельник договорились прекратить обстрелы города. Их представители вновь встретятся в столице на следующей неделе."},
		{"ru", "Переговоры завершились без соглашения."},
		{"uk", "Сторони в понеділок домовилися припинити обстріли міста. Їхні представники знову зустрінуться у столиці наступного тижня."},
		{"bg", "Двете страни се споразумяха в понеделник да спрат обстрела на града. Техните пратеници ще се срещнат отново в столицата следващата седмица."},
		{"sr", "Две стране су се у понедељак договориле да зауставе гранатирање града. Њихови изасланици ће се поново састати у престоници следеће недеље."},
		{"sr", "Разговори су завршени без договора."},
		{"el", "Οι δύο πλευρές συμφώνησαν τη Δευτέρα να σταματήσουν τους βομβαρδισμούς της πόλης. Οι απεσταλμένοι τους θα συναντηθούν ξανά στην πρωτεύουσα την επόμενη εβδομάδα."},
		{"el", "Οι συνομιλίες έληξαν χωρίς συμφωνία."},
		{"ar", "اتفق الجانبان يوم الاثنين على وقف قصف المدينة. وسيجتمع مبعوثوهما مرة أخرى في العاصمة الأسبوع المقبل."},
		{"ar", "انتهت المحادثات من دون اتفاق."},
		{"fa", "دو طرف روز دوشنبه توافق کردند که گلوله‌باران شهر را متوقف کنند. فرستادگان آنها هفته آینده دوباره در پایتخت دیدار خواهند کرد."},
		{"fa", "گفت‌وگوها بدون توافق به پایان رسید."},
		{"he", "שני הצדדים הסכימו ביום שני להפסיק את הפגזת העיר. שליחיהם ייפגשו שוב בבירה בשבוע הבא."},
		{"he", "השיחות הסתיימו ללא הסכם."},
		{"hi", "दोनों पक्ष सोमवार को शहर पर गोलाबारी रोकने पर सहमत हुए। उनके दूत अगले सप्ताह राजधानी में फिर मिलेंगे।"},
		{"hi", "वार्ता बिना समझौते के समाप्त हुई।"},
		{"zh", "双方星期一同意停止炮击这座城市。双方特使下周将在首都再次会晤。"},
		{"zh", "会谈没有达成协议就结束了。"},
		{"ja", "双方は月曜日、市街への砲撃を停止することで合意した。特使らは来週、首都で再び会談する。"},
		{"ja", "協議は合意なしに終わった。"},
		{"ko", "양측은 월요일 도시에 대한 포격을 중단하기로 합의했다. 양측 특사는 다음 주 수도에서 다시 만날 예정이다."},
		{"ko", "회담은 합의 없이 끝났다."},
		{"id", "Kedua pihak sepakat pada hari Senin untuk menghentikan penembakan terhadap kota itu. Para utusan mereka akan bertemu lagi di ibu kota pekan depan."},
		{"id", "Pembicaraan itu berakhir tanpa kesepakatan."},
		{"vi", "Hai bên hôm thứ Hai đã đồng ý ngừng pháo kích thành phố. Các đặc phái viên của họ sẽ gặp lại nhau ở thủ đô vào tuần tới."},
		{"vi", "Các cuộc đàm phán đã kết thúc mà không có thỏa thuận."},
		{"th", "ทั้งสองฝ่ายตกลงกันเมื่อวันจันทร์ที่จะหยุดยิงถล่มเมือง ผู้แทนของทั้งสองจะพบกันอีกครั้งที่เมืองหลวงในสัปดาห์หน้า"},
		{"th", "การเจรจาสิ้นสุดลงโดยไม่มีข้อตกลง"},
		{"ur", "دونوں فریقوں نے پیر کو شہر پر گولہ باری روکنے پر اتفاق کیا۔ ان کے نمائندے اگلے ہفتے دارالحکومت میں دوبارہ ملیں گے۔"},
		{"ur", "مذاکرات کسی معاہدے کے بغیر ختم ہو گئے۔"},
		{"ka", "მხარეები ორშაბათს შეთანხმდნენ, რომ შეწყვეტენ ქალაქის დაბომბვას. მათი წარმომადგენლები მომავალ კვირას დედაქალაქში კვლავ შეხვდებიან."},
		{"ka", "მოლაპარაკებები შეთანხმების გარეშე დასრულდა."},
		{"hy", "Կողմերը երկուշաբթի օրը համաձայնեցին դադարեցնել քաղաքի հրետակոծությունը։ Նրանց բանագնացները հաջորդ շաբաթ կրկին կհանդիպեն մայրաքաղաքում։"},
		{"hy", "Բանակցություններն ավարտվեցին առանց համաձայնության։"},
		{"sw", "Pande hizo mbili zilikubaliana siku ya Jumatatu kusitisha mashambulizi ya mji huo. Wajumbe wao watakutana tena katika mji mkuu wiki ijayo."},
		{"sw", "Mazungumzo hayo yalimalizika bila makubaliano."},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(lang_of(knowledge->input, str_of(cases[i][1])), cases[i][0]);
}

static void cleaning_keeps_code_points(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct err e = {0};
	struct str out;
	assert_true(clean_text(&a, STR("\xFF\xFEh\0i\0"), CLEAN_REJECT, &out, &e));
	assert_str(out, "hi");
	assert_true(clean_text(&a, STR("a\x01\xC2\xA0\tb\rc"), CLEAN_REJECT, &out, &e));
	assert_str(out, "a  \tb\nc");
	assert_true(clean_text(&a, STR("\xC2\x93so\xC2\x94"), CLEAN_REJECT, &out, &e));
	assert_str(out, "“so”");
	assert_true(clean_text(&a, STR("a\xFF"), CLEAN_REPLACE, &out, &e));
	assert_int_equal(utf8_count(out), 2);
	assert_str(clean_line(&a, STR("  a \n b  ")), "a b");
	assert_str(clean_line(&a, STR("caf\xC3")), "caf");
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_has_a_title),
		cmocka_unit_test(text_without_blank_line_has_none),
		cmocka_unit_test(what_sites_add_is_left_out),
		cmocka_unit_test(an_agency_in_the_dateline_is_the_source),
		cmocka_unit_test(a_dateline_with_its_year_dates_the_report),
		cmocka_unit_test(lines_that_are_broken_are_named),
		cmocka_unit_test(json_may_be_an_array_over_lines),
		cmocka_unit_test(files_that_hold_no_report_are_named),
		cmocka_unit_test(latin_text_is_taken_as_such),
		cmocka_unit_test(a_line_over_the_limit_is_passed_over),
		cmocka_unit_test(a_file_that_is_not_there_is_the_systems_fault),
		cmocka_unit_test(a_page_gives_its_article),
		cmocka_unit_test(dates_are_read_as_they_are_written),
		cmocka_unit_test(languages_are_told_apart),
		cmocka_unit_test(cleaning_keeps_code_points),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
