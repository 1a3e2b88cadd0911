/* explain.c — a report for people: its text in the terminal with actors, acts and recipients set
 * off, and below each sentence what was coded, by which rule, on whose word.
 *
 * Text of a report may hold bytes that would steer a terminal; they are shown as spaces. */
#include <stdlib.h>
#include <string.h>

#include "records/parts.h"

enum style { PLAIN, ACTOR, ACT, RECIPIENT, TITLE, FAINT, RULE };

static const char *const STYLES[] = {"\033[0m",   "\033[1;36m", "\033[1;31m", "\033[1;33m",
                                     "\033[1;4m", "\033[2m",    "\033[3m"};

/* What the functions below share. `column` is where the cursor stands, `indent` how far wrapped
 * lines go in, `style` the colour that is switched on. */
enum { LONGEST_WORD = 256 };
struct page {
    struct writer *writer;
    const struct annals_report *report;
    bool color;
    size_t width, column, indent;
    bool begun, space; /* something stands on the line; white space waits for a word */
    /* The word that is being put together, perhaps by several calls: what decides on the line. */
    char word[LONGEST_WORD];
    unsigned char word_styles[LONGEST_WORD];
    size_t word_size, word_columns;
    enum style style;
};

/* ---- lines and words ---- */

static void set_style(struct page *page, enum style style)
{
    if (!page->color || page->style == style)
        return;
    if (page->style != PLAIN)
        write_text(page->writer, str_of(STYLES[PLAIN]));
    if (style != PLAIN)
        write_text(page->writer, str_of(STYLES[style]));
    page->style = style;
}

static void start_line(struct page *page, size_t indent)
{
    for (page->column = 0; page->column < indent; page->column++)
        write_char(page->writer, ' ');
    page->indent = indent;
    page->begun = page->space = false;
}

/* Puts the waiting word on this line, or on the next if it is too long for this one. */
static void put_word(struct page *page)
{
    if (!page->word_size)
        return;
    if (page->space && page->begun) {
        if (page->column + 1 + page->word_columns > page->width) {
            set_style(page, PLAIN);
            write_char(page->writer, '\n');
            start_line(page, page->indent);
        } else {
            if (page->style != page->word_styles[0])
                set_style(page, PLAIN);
            write_char(page->writer, ' ');
            page->column++;
        }
    }
    for (size_t i = 0; i < page->word_size; i++) {
        set_style(page, (enum style)page->word_styles[i]);
        write_char(page->writer, page->word[i]);
    }
    page->column += page->word_columns;
    page->word_size = page->word_columns = 0;
    page->begun = true;
    page->space = false;
}

static bool has_words(const struct page *page)
{
    return page->begun || page->word_size;
}

static void end_line(struct page *page)
{
    put_word(page);
    set_style(page, PLAIN);
    write_char(page->writer, '\n');
    page->column = 0;
}

static bool steers_terminal(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

static void put_code(struct page *page, uint32_t code, enum style style)
{
    char bytes[4];
    size_t size = utf8_encode(steers_terminal(code) ? ' ' : code, bytes);
    if (page->word_size + size > LONGEST_WORD)
        put_word(page);
    for (size_t i = 0; i < size; i++) {
        page->word_styles[page->word_size] = (unsigned char)style;
        page->word[page->word_size++] = bytes[i];
    }
    page->word_columns++;
}

/* The end of the word that begins at `at`. */
static size_t word_end(struct str text, size_t at)
{
    while (at < text.size) {
        size_t next = at;
        if (utf8_is_space(utf8_next(text, &next)))
            break;
        at = next;
    }
    return at;
}

/* Writes the text with white space folded and lines wrapped; `styles` has one for each byte, or is
 * NULL: then `style` holds throughout. */
static void put_text(struct page *page, struct str text, const unsigned char *styles,
                     enum style style)
{
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        uint32_t code = utf8_next(text, &at);
        if (!utf8_is_space(code)) {
            put_code(page, code, styles ? (enum style)styles[start] : style);
            continue;
        }
        put_word(page);
        page->space = true;
    }
}

static void put(struct page *page, const char *words, enum style style)
{
    put_text(page, str_of(words), NULL, style);
}

/* ---- the sentence ---- */

static void paint(unsigned char *styles, struct span sentence, struct span span, enum style style)
{
    if (span.in_title != sentence.in_title)
        return;
    for (uint32_t i = span.start; i < span.end; i++)
        if (i >= sentence.start && i < sentence.end)
            styles[i - sentence.start] = (unsigned char)style;
}

static void paint_event(unsigned char *styles, struct span sentence, const struct event *event)
{
    for (size_t i = 0; i < event->recipients.count; i++)
        paint(styles, sentence, event->recipients.items[i].span, RECIPIENT);
    for (size_t i = 0; i < event->actors.count; i++)
        paint(styles, sentence, event->actors.items[i].span, ACTOR);
    for (size_t i = 0; i < event->trigger_spans.count; i++)
        paint(styles, sentence, event->trigger_spans.items[i], ACT);
}

/* Events [first, end) are those of the sentence. Without memory for the colours it goes without. */
static void put_sentence(struct page *page, struct span sentence, size_t first, size_t end)
{
    struct str text = span_text(page->report, sentence);
    unsigned char *styles = page->color && first < end ? calloc(text.size + 1, 1) : NULL;
    if (styles)
        for (size_t i = end; i-- > first;)
            paint_event(styles, sentence, &page->report->events.items[i]);
    start_line(page, 0);
    put_text(page, text, styles, sentence.in_title ? TITLE : PLAIN);
    end_line(page);
    free(styles);
}

/* ---- what was coded ---- */

static void put_party(struct page *page, const struct party *party, enum style style)
{
    static const struct entity unknown;
    const struct annals_report *report = page->report;
    const struct entity *entity =
        party->entity < report->entities.count ? &report->entities.items[party->entity] : &unknown;
    struct str words = span_text(report, party->span);
    struct str shown = entity->name.size ? entity->name : words;
    put_text(page, shown.size ? shown : STR("somebody"), NULL, style);
    put(page, " (", PLAIN);
    put_text(page, entity->code.size ? entity->code : STR("UNK"), NULL, PLAIN);
    if (entity->sector.size) {
        put(page, " ", PLAIN);
        put_text(page, entity->sector, NULL, PLAIN);
    }
    if (entity->name.size && words.size && !str_equal(words, entity->name)) {
        put(page, ", \"", PLAIN);
        put_text(page, words, NULL, PLAIN);
        put(page, "\"", PLAIN);
    }
    put(page, ")", PLAIN);
}

static void put_parties(struct page *page, const struct party_array *parties, enum style style)
{
    for (size_t i = 0; i < parties->count; i++) {
        if (i)
            put(page, ", ", PLAIN);
        put_party(page, &parties->items[i], style);
    }
}

static void put_labelled(struct page *page, const char *label, struct str text)
{
    if (!text.size)
        return;
    put(page, label, PLAIN);
    put_text(page, text, NULL, PLAIN);
}

static void put_category(struct page *page, const struct event *event)
{
    put_text(page, event->category.size ? event->category : STR("(statement)"), NULL, ACT);
    put_labelled(page, " ", event->mode);
    for (size_t i = 0; i < event->contexts.count; i++) {
        put(page, i ? ", " : " about ", PLAIN);
        put_text(page, event->contexts.items[i], NULL, PLAIN);
    }
    for (unsigned i = 0; AUXILIARY_NAMES[i]; i++) {
        if (!(event->auxiliary & 1u << i))
            continue;
        put(page, " · ", PLAIN);
        put(page, AUXILIARY_NAMES[i], PLAIN);
    }
    put_labelled(page, " · CAMEO ", event->cameo);
}

static void put_who(struct page *page, const struct event *event)
{
    start_line(page, 6);
    if (event->actors.count)
        put_parties(page, &event->actors, ACTOR);
    else
        put(page, "nobody named", FAINT);
    if (event->recipients.count) {
        put(page, " → ", PLAIN);
        put_parties(page, &event->recipients, RECIPIENT);
    }
    end_line(page);
}

static void put_circumstances(struct page *page, const struct event *event)
{
    char date[16];
    const struct annals_report *report = page->report;
    bool place = event->place < report->places.count;
    if (!event->date_from_text && !place && !event->sizes.count && !event->reporters.count)
        return; /* the day of publication stands at the head of the page */
    start_line(page, 6);
    if (event->date_from_text) {
        put(page, "on ", PLAIN);
        put_text(page, date_text(event->date, date), NULL, PLAIN);
        put_labelled(page, " to ", date_text(event->end_date, date));
    }
    if (place)
        put_labelled(page, has_words(page) ? " in " : "in ",
                     report->places.items[event->place].extracted);
    for (size_t i = 0; i < event->sizes.count; i++) {
        const struct size_count *size = &report->sizes.items[event->sizes.items[i]];
        put_labelled(page, has_words(page) ? " · " : "", size->kind);
        put_labelled(page, ": ", span_text(report, size->span));
    }
    if (event->reporters.count) {
        put(page, has_words(page) ? " · on the word of " : "on the word of ", PLAIN);
        put_parties(page, &event->reporters, PLAIN);
    }
    end_line(page);
}

/* A rule by its name, with long lists of words (a|b|c|d…) cut short. */
static void put_rule(struct page *page, struct str rule)
{
    enum { SHOWN = 3 };
    for (struct str rest = rule; rest.data;) {
        struct str word = str_cut(&rest, ' '), end = word;
        for (int i = 0; i < SHOWN && end.data; i++)
            str_cut(&end, '|');
        bool is_long = end.data != NULL;
        put_text(page, is_long ? str_slice(word, 0, (size_t)(end.data - word.data)) : word, NULL,
                 FAINT);
        put(page, is_long ? "… " : " ", FAINT);
    }
}

static void put_reason(struct page *page, const struct event *event)
{
    start_line(page, 6);
    put(page, "by \"", FAINT);
    for (size_t i = 0; i < event->trigger_spans.count; i++) {
        if (i)
            put(page, " … ", FAINT);
        put_text(page, span_text(page->report, event->trigger_spans.items[i]), NULL, FAINT);
    }
    put(page, "\", rule: ", FAINT);
    put_rule(page, event->rule.size ? event->rule : STR("none"));
    char confidence[40] = " · certain to ";
    int percent = (int)(event->confidence * 100 + 0.5);
    size_t used = strlen(confidence);
    if (percent >= 100)
        confidence[used++] = '1';
    if (percent >= 10)
        confidence[used++] = (char)('0' + percent / 10 % 10);
    confidence[used++] = (char)('0' + percent % 10);
    memcpy(confidence + used, " %", 3);
    put(page, confidence, FAINT);
    end_line(page);
    for (struct str rest = event->explanation; rest.size;) {
        start_line(page, 6);
        put_rule(page, str_cut(&rest, '\n'));
        end_line(page);
    }
}

static void put_event(struct page *page, const struct event *event)
{
    start_line(page, 2);
    put(page, "▸ ", PLAIN);
    page->indent = 6;
    put_category(page, event);
    end_line(page);
    put_who(page, event);
    put_circumstances(page, event);
    put_reason(page, event);
}

/* Enough of a quotation to find it in the sentence above. */
static struct str first_words(struct str text)
{
    enum { WORDS = 8 };
    size_t at = 0;
    for (int word = 0; word < WORDS && at < text.size; word++) {
        while (at < text.size) {
            size_t next = at;
            if (!utf8_is_space(utf8_next(text, &next)))
                break;
            at = next;
        }
        at = word_end(text, at);
    }
    return str_slice(text, 0, at);
}

static void put_quote(struct page *page, const struct quote *quote)
{
    start_line(page, 2);
    put(page, "▸ ", PLAIN);
    page->indent = 6;
    struct party speaker = party_of_mention(page->report, quote->speaker);
    put_party(page, &speaker, PLAIN);
    put(page, " says: “", PLAIN);
    struct str words = span_text(page->report, quote->span);
    struct str beginning = first_words(words);
    put_text(page, beginning, NULL, PLAIN);
    if (beginning.size < words.size)
        put(page, " …", PLAIN);
    put(page, "”", PLAIN);
    end_line(page);
}

/* ---- votes, summary, page ---- */

static void put_tally(struct page *page, const char *label, int64_t number)
{
    if (number < 0)
        return;
    char text[24];
    size_t at = sizeof text - 1;
    text[at] = 0;
    do
        text[--at] = (char)('0' + number % 10);
    while (number /= 10);
    put(page, ", ", PLAIN);
    put(page, text + at, PLAIN);
    put(page, label, PLAIN);
}

static void put_vote(struct page *page, const struct vote *vote)
{
    static const char *const VALUES[] = {"for", "against", "abstaining", "veto", "absent"};
    start_line(page, 0);
    page->indent = 6;
    put(page, "Vote", PLAIN);
    put_labelled(page, " in ", vote->body);
    put_labelled(page, " on ", vote->measure);
    put_labelled(page, ": ", vote->outcome);
    put_tally(page, " for", vote->votes_for);
    put_tally(page, " against", vote->votes_against);
    put_tally(page, " abstaining", vote->abstain);
    for (size_t i = 0; i < vote->voters.count; i++) {
        put(page, "; ", PLAIN);
        put_party(page, &vote->voters.items[i].party, PLAIN);
        put(page, " ", PLAIN);
        put(page, vote->voters.items[i].vote < 5 ? VALUES[vote->voters.items[i].vote] : "", PLAIN);
    }
    end_line(page);
}

static void put_head(struct page *page)
{
    char date[16];
    const struct annals_report *report = page->report;
    start_line(page, 0);
    put_text(page, report->origin.size ? report->origin : report->id, NULL, FAINT);
    put_labelled(page, " · ", report->source);
    put_labelled(page, " · ", date_text(report->published, date));
    end_line(page);
}

static void put_summary(struct page *page)
{
    const struct annals_report *report = page->report;
    for (size_t i = 0; i < report->votes.count; i++)
        put_vote(page, &report->votes.items[i]);
    start_line(page, 0);
    set_style(page, FAINT);
    write_format(page->writer, "%zu event%s in %zu sentence%s.", report->events.count,
                 report->events.count == 1 ? "" : "s", report->sentences.count,
                 report->sentences.count == 1 ? "" : "s");
    end_line(page);
    write_char(page->writer, '\n');
}

static bool begins_paragraph(const struct annals_report *report, size_t index)
{
    const struct sentence *sentence = &report->sentences.items[index], *before = sentence - 1;
    return index == 0 || before->paragraph != sentence->paragraph ||
           before->span.in_title != sentence->span.in_title;
}

/* Events and quotes stand in the order of the text, so that one pass over each is enough. */
void write_explain(struct writer *writer, const struct annals_report *report,
                   const struct annals_write_options *options)
{
    struct annals_write_options wanted = write_options(options);
    struct page page = {.writer = writer, .report = report, .color = wanted.color != 0};
    /* Room for a comma that follows the last word of a line. */
    page.width = (wanted.width > 20 ? (size_t)wanted.width : 80) - 1;
    put_head(&page);
    size_t event = 0, quote = 0;
    for (size_t i = 0; i < report->sentences.count; i++) {
        struct span sentence = report->sentences.items[i].span;
        if (begins_paragraph(report, i))
            write_char(writer, '\n');
        size_t first = event;
        while (event < report->events.count && report->events.items[event].sentence <= i)
            event++;
        put_sentence(&page, sentence, first, event);
        for (size_t n = first; n < event; n++)
            put_event(&page, &report->events.items[n]);
        for (; quote < report->quotes.count; quote++) {
            const struct quote *next = &report->quotes.items[quote];
            if (next->span.in_title == sentence.in_title && next->span.start >= sentence.end)
                break;
            if (next->span.in_title < sentence.in_title)
                break;
            if (next->speaker != NONE && next->kind != QUOTE_INDIRECT)
                put_quote(&page, next);
        }
    }
    write_char(writer, '\n');
    put_summary(&page);
}
