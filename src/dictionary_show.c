/* dictionary_show.c — annals_dict_show: what the dictionaries know of a phrase, for people.
 *
 * First who it is, all that is known; then what else it could be, a line each; then the entries of
 * the lexicon. Columns are as wide as what stands in them; the words at the beginning of lines do
 * not change, so that scripts can look for them. */
#include <string.h>

#include "coder.h"
#include "dictionary.h"

enum { NEIGHBOURS = 3, TERMS = 256 };

/* ---- dates ---- */

static uint32_t day_number(struct date date)
{
    return (uint32_t)(date.year * 10000 + date.month * 100 + date.day);
}

static struct str day_text(struct show *show, struct date date, unsigned grain)
{
    if (grain == GRAIN_OF_YEAR)
        return str_format(show->arena, "%04d", date.year);
    if (grain == GRAIN_OF_MONTH)
        return str_format(show->arena, "%04d-%02d", date.year, date.month);
    return str_format(show->arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

/* "2017-01-20 to 2021-01-20", "since 2021", "until 1990", "". */
static struct str days_text(struct show *show, struct date from, unsigned from_grain,
                            struct date to, unsigned to_grain)
{
    struct str first = day_text(show, from, from_grain), last = day_text(show, to, to_grain);
    if (from.year && to.year)
        return str_format(show->arena, "%.*s to %.*s", STR_ARG(first), STR_ARG(last));
    if (from.year)
        return str_format(show->arena, "since %.*s", STR_ARG(first));
    return to.year ? str_format(show->arena, "until %.*s", STR_ARG(last)) : STR("");
}

static struct str term_days(struct show *show, const struct knowledge_office *term)
{
    return days_text(show, term->from, term->from_grain, term->to, term->to_grain);
}

/* ---- words for rows ---- */

static const char *kind_word(unsigned kind)
{
    static const char *const words[KNOWLEDGE_KINDS] = {
        [KNOWLEDGE_NOTHING] = "nothing",
        [KNOWLEDGE_STATE] = "state",
        [KNOWLEDGE_ORGAN] = "body of a state",
        [KNOWLEDGE_ORGANISATION] = "organisation",
        [KNOWLEDGE_GROUP] = "group",
        [KNOWLEDGE_PEOPLE] = "people",
        [KNOWLEDGE_PERSON] = "person",
        [KNOWLEDGE_ROLE] = "role",
        [KNOWLEDGE_PATTERN] = "body of any state",
    };
    return kind < KNOWLEDGE_KINDS ? words[kind] : "nothing";
}

static const char *relation_word(unsigned relation)
{
    static const char *const words[RELATION_COUNT] = {
        [RELATION_NAME] = "",
        [RELATION_PLURAL] = "plural",
        [RELATION_ADJECTIVE] = "by its adjective",
        [RELATION_DEMONYM] = "one of its people",
        [RELATION_DEMONYMS] = "its people",
        [RELATION_CAPITAL] = "by its capital",
        [RELATION_SEAT] = "by its seat of power",
        [RELATION_REGION] = "by a region of it",
        [RELATION_MEMBER] = "a member",
        [RELATION_MEMBERS] = "its members",
        [RELATION_FAMILY_NAME] = "by family name",
    };
    return relation < RELATION_COUNT ? words[relation] : "";
}

/* "organisation (igo)", "person, by family name". */
static struct str what_it_is(struct show *show, const struct reading *reading,
                             const struct knowledge_row *row)
{
    const char *relation = relation_word(reading->relation);
    struct str sub = row->subkind;
    return str_format(show->arena, "%s%s%.*s%s%s%s", kind_word(row->kind), sub.size ? " (" : "",
                      STR_ARG(sub), sub.size ? ")" : "", *relation ? ", " : "", relation);
}

/* "Israel (ISR)"; a code without a state stays as it is. */
static struct str state_text(struct show *show, struct str code)
{
    struct knowledge_row state;
    if (!knowledge_get(show->knowledge, knowledge_state(show->knowledge, code), &state))
        return code;
    return str_format(show->arena, "%.*s (%.*s)", STR_ARG(state.name), STR_ARG(code));
}

/* "prime minister, Israel (ISR)", "secretary-general of the United Nations": the state, or the body
 * that the office does not name itself, is put beside it. */
static struct str office_text(struct show *show, struct str office, struct str country,
                              struct str organisation)
{
    if (organisation.size && str_find(office, organisation, 0) != SIZE_MAX)
        return office;
    if (organisation.size)
        return str_format(show->arena, "%.*s, %.*s", STR_ARG(office), STR_ARG(organisation));
    return country.size ? str_format(show->arena, "%.*s, %.*s", STR_ARG(office),
                                     STR_ARG(state_text(show, country)))
                        : office;
}

static struct str term_text(struct show *show, const struct knowledge_office *term)
{
    struct str office = term->office.size ? term->office : STR("no office");
    office = office_text(show, office, term->country, term->organisation);
    return term->acting ? str_format(show->arena, "%.*s, acting", STR_ARG(office)) : office;
}

/* ---- what a record would say of a reading ---- */

struct coding {
    struct str code, sector, other_sectors, cameo;
    struct person_status status;  /* of persons */
    struct knowledge_office term; /* the office of the status, `office` "" if none is held */
    struct knowledge_office last; /* what ended last before the date, likewise */
    struct date from, to;         /* of other rows */
};

static bool is_term(const struct show *show, const struct knowledge_office *term,
                    const struct person_status *status)
{
    return str_equal(term->office, status->office) &&
           str_equal(term->organisation, status->organisation) &&
           date_between(show->date, term->from, term->to);
}

static void code_person(struct show *show, const struct reading *reading, struct coding *coding)
{
    struct knowledge_office terms[TERMS];
    coding->status = knowledge_status(show->knowledge, reading->row, show->date);
    coding->code = coding->status.code;
    coding->sector = coding->status.sector;
    coding->other_sectors = coding->status.other_sectors;
    size_t count = knowledge_offices(show->knowledge, reading->row, (struct date){0}, terms, TERMS);
    for (size_t i = 0; i < count; i++) {
        const struct knowledge_office *term = &terms[i];
        if (coding->status.in_office) {
            if (is_term(show, term, &coding->status) &&
                (!coding->term.office.size ||
                 day_number(term->from) >= day_number(coding->term.from)))
                coding->term = *term;
        } else if (term->to.year && day_number(term->to) >= day_number(coding->last.to) &&
                   (!show->date.year || day_number(term->to) < day_number(show->date))) {
            coding->last = *term;
        }
    }
}

static struct coding code_of(struct show *show, const struct reading *reading,
                             const struct knowledge_row *row)
{
    struct coding coding = {.code = row->record_code,
                            .sector = row->sector,
                            .other_sectors = row->other_sectors,
                            .from = row->from,
                            .to = row->to,
                            .term = {.office = STR("")},
                            .last = {.office = STR("")}};
    struct knowledge_row state;
    bool people = reading->relation == RELATION_DEMONYM || reading->relation == RELATION_DEMONYMS;
    if (row->kind == KNOWLEDGE_STATE)
        coding.sector = knowledge_state_sector(reading->relation, false, people);
    if (row->kind == KNOWLEDGE_PERSON)
        code_person(show, reading, &coding);
    else if (knowledge_get(show->knowledge, reading->of_state, &state))
        coding.code = state.record_code;
    if (coding.code.size)
        coding.cameo = cameo_actor_code(show->arena, coding.code, coding.sector);
    return coding;
}

/* "ISR GOV". */
static struct str code_text(struct show *show, const struct coding *coding)
{
    struct str code = coding->code.size ? coding->code : STR("---");
    return coding->sector.size
               ? str_format(show->arena, "%.*s %.*s", STR_ARG(code), STR_ARG(coding->sector))
               : code;
}

static struct str row_place(struct show *show, const struct knowledge_row *row)
{
    return str_format(show->arena, "%.*s: %.*s", STR_ARG(row->table), STR_ARG(row->key));
}

/* ---- the first reading, in full ---- */

/* Few: by insertion, by first day. */
static void sort_terms(struct knowledge_office *terms, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct knowledge_office term = terms[i];
        size_t at = i;
        for (; at > 0 && day_number(terms[at - 1].from) > day_number(term.from); at--)
            terms[at] = terms[at - 1];
        terms[at] = term;
    }
}

static void write_terms(struct show *show, uint32_t person)
{
    struct knowledge_office terms[TERMS];
    struct lines lines = {0};
    size_t count = knowledge_offices(show->knowledge, person, (struct date){0}, terms, TERMS);
    sort_terms(terms, count);
    for (size_t i = 0; i < count; i++)
        *array_push(show->arena, &lines) =
            (struct line){{term_days(show, &terms[i]), terms[i].sector, term_text(show, &terms[i]),
                           terms[i].source}};
    if (!count)
        return;
    write_heading(show, "Terms in office");
    write_lines(show, &lines);
}

/* Who held the office before and after. */
static void write_holders(struct show *show, const struct reading *reading)
{
    struct knowledge_office terms[TERMS];
    struct lines lines = {0};
    size_t count = knowledge_holders(show->knowledge, reading->office, reading->country,
                                     reading->organisation, terms, TERMS);
    size_t middle = count;
    sort_terms(terms, count);
    while (middle > 0 && show->date.year &&
           day_number(terms[middle - 1].from) > day_number(show->date))
        middle--;
    for (size_t i = 0; i < count; i++) {
        struct knowledge_row row;
        if (i + NEIGHBOURS + 1 < middle || i >= middle + NEIGHBOURS ||
            !knowledge_get(show->knowledge, terms[i].person, &row))
            continue;
        *array_push(show->arena, &lines) = (struct line){
            {term_days(show, &terms[i]),
             terms[i].acting ? str_format(show->arena, "%.*s, acting", STR_ARG(row.name))
                             : row.name,
             row.wikidata, row_place(show, &row), terms[i].source}};
    }
    write_heading(show, "Holders of the office");
    write_lines(show, &lines);
}

static void write_code(struct show *show, const struct coding *coding)
{
    write_field(show, "code", coding->code);
    write_field(show, "sector",
                coding->other_sectors.size
                    ? str_format(show->arena, "%.*s, also %.*s", STR_ARG(coding->sector),
                                 STR_ARG(coding->other_sectors))
                    : coding->sector);
    write_field(show, "CAMEO", coding->cameo);
}

static void write_status(struct show *show, const struct coding *coding)
{
    struct str office = coding->term.office;
    if (office.size)
        office = str_format(show->arena, "%.*s, %.*s", STR_ARG(term_text(show, &coding->term)),
                            STR_ARG(term_days(show, &coding->term)));
    else if (coding->status.former && coding->last.office.size)
        office = str_format(show->arena, "none any more; last %.*s, %.*s",
                            STR_ARG(term_text(show, &coding->last)),
                            STR_ARG(term_days(show, &coding->last)));
    else if (coding->status.former)
        office = STR("none any more");
    else if (!coding->status.in_office)
        office = STR("none on that date");
    write_field(show, "office", office);
}

/* Where the country of a role comes from. */
static struct str role_country(const struct knowledge_row *row)
{
    switch (row->kind == KNOWLEDGE_ROLE && !row->record_code.size ? row->needs_country
                                                                  : ROLE_NO_COUNTRY) {
    case ROLE_MODIFIER: return STR("that of the state or body that the text names with it");
    case ROLE_MODIFIER_OR_REPORT:
        return STR("that of the state named with it, else of the state the report is about");
    default: return STR("");
    }
}

static void write_other(struct show *show, const struct reading *reading,
                        const struct knowledge_row *row)
{
    struct knowledge_row other;
    struct str days = days_text(show, row->from, GRAIN_OF_DAY, row->to, GRAIN_OF_DAY);
    if (days.size && !reading->holds)
        days = str_format(show->arena, "%.*s: not on that date", STR_ARG(days));
    if (knowledge_get(show->knowledge, reading->of_state, &other))
        write_field(show, "state", state_text(show, other.code));
    if (row->code.size && !str_equal(row->code, row->record_code))
        write_field(show, "entity", state_text(show, row->code));
    write_field(show, "code of", role_country(row));
    if (row->country.size && !str_equal(row->country, row->code))
        write_field(show, "country", row->country);
    if (knowledge_get(show->knowledge, row->parent, &other) && other.kind != KNOWLEDGE_STATE)
        write_field(show, "part of", other.name);
    write_field(show, "valid", days);
}

static void write_unheld(struct show *show, const struct reading *reading)
{
    struct str office = office_text(show, reading->office, reading->country, reading->organisation);
    write_format(show->writer, "\nNobody known\n");
    write_field(show, "is",
                str_format(show->arena,
                           "the holder of an office, unknown on that date: "
                           "%.*s",
                           STR_ARG(office)));
    write_field(show, "code", reading->country);
}

static void write_reading(struct show *show, const struct reading *reading)
{
    struct knowledge_row row;
    if (!knowledge_get(show->knowledge, reading->row, &row)) {
        write_unheld(show, reading);
        return;
    }
    struct coding coding = code_of(show, reading, &row);
    struct str what = what_it_is(show, reading, &row);
    if (reading->office.size)
        what = str_format(
            show->arena, "person, by office: %.*s",
            STR_ARG(office_text(show, reading->office, reading->country, reading->organisation)));
    write_format(show->writer, "\n%.*s\n", STR_ARG(row.name));
    write_field(show, "is", what);
    write_code(show, &coding);
    if (row.kind == KNOWLEDGE_PERSON)
        write_status(show, &coding);
    else
        write_other(show, reading, &row);
    write_field(show, "note", row.note);
    write_field(show, "Wikidata", row.wikidata);
    write_field(show, "row", row_place(show, &row));
    write_field(show, "source", row.source);
}

static void write_first(struct show *show, const struct reading *reading)
{
    struct knowledge_row row;
    write_reading(show, reading);
    if (reading->office.size)
        write_holders(show, reading);
    else if (knowledge_get(show->knowledge, reading->row, &row) && row.kind == KNOWLEDGE_PERSON)
        write_terms(show, reading->row);
}

/* ---- the other readings, a line each ---- */

static struct line line_of(struct show *show, const struct reading *reading)
{
    struct knowledge_row row;
    struct str office = office_text(show, reading->office, reading->country, reading->organisation);
    if (!knowledge_get(show->knowledge, reading->row, &row))
        return (struct line){{STR("nobody known"), reading->country, office}};
    struct coding coding = code_of(show, reading, &row);
    struct str what = what_it_is(show, reading, &row), detail;
    if (row.kind != KNOWLEDGE_PERSON) {
        detail = days_text(show, row.from, GRAIN_OF_DAY, row.to, GRAIN_OF_DAY);
        if (!reading->holds)
            detail = str_format(show->arena, "not on that date: %.*s", STR_ARG(detail));
        what = detail.size ? str_format(show->arena, "%.*s, %.*s", STR_ARG(what), STR_ARG(detail))
                           : what;
    } else if (coding.term.office.size) {
        what = term_text(show, &coding.term);
    } else if (reading->office.size) {
        what = office;
    } else if (coding.status.former && coding.last.office.size) {
        what = str_format(show->arena, "formerly %.*s", STR_ARG(term_text(show, &coding.last)));
    }
    return (struct line){
        {row.name, code_text(show, &coding), what, row.wikidata, row_place(show, &row)}};
}

static void write_who(struct show *show, struct str phrase)
{
    struct readings readings = find_readings(show->arena, show->knowledge, phrase, show->date);
    struct lines lines = {0};
    if (!readings.count) {
        write_text(show->writer, STR("\nNobody: no row of the knowledge base has this name\n"));
        return;
    }
    write_first(show, &readings.items[0]);
    for (size_t i = 1; i < readings.count; i++)
        *array_push(show->arena, &lines) = line_of(show, &readings.items[i]);
    if (lines.count) {
        write_heading(show, "Could also be");
        write_lines(show, &lines);
    }
}

/* ---- the call ---- */

/* White space once between words, none around. */
static struct str tidy_phrase(struct arena *arena, const char *phrase)
{
    char *text = arena_alloc(arena, strlen(phrase) + 1);
    size_t size = 0;
    for (const char *c = phrase; *c; c++) {
        bool space = (unsigned char)*c <= ' ' || *c == 0x7F;
        if (space && size && text[size - 1] != ' ')
            text[size++] = ' ';
        else if (!space)
            text[size++] = *c;
    }
    return str_trim((struct str){text, size});
}

static bool has_word(struct str phrase)
{
    for (size_t at = 0; at < phrase.size;) {
        uint32_t code = utf8_next(phrase, &at);
        if (utf8_is_letter(code) || utf8_is_digit(code))
            return true;
    }
    return false;
}

static int show_phrase(struct show *show, const char *phrase, struct annals_error *error)
{
    struct str text = tidy_phrase(show->arena, phrase);
    if (utf8_invalid(text) != SIZE_MAX)
        return error_set(error, ANNALS_SETUP, "the phrase is not UTF-8");
    if (!has_word(text))
        return error_set(error, ANNALS_SETUP, "the phrase has no word; give a name or a verb");
    write_format(show->writer, "\"%.*s\"", STR_ARG(text));
    if (show->date.year)
        write_format(show->writer, " on %.*s\n", STR_ARG(day_text(show, show->date, GRAIN_OF_DAY)));
    else
        write_text(show->writer, STR(", as last known (no date given)\n"));
    write_who(show, text);
    write_lexicon(show, text);
    return writer_finish(show->writer)
               ? error_set(error, ANNALS_OUTPUT, "the output could not be written")
               : 0;
}

int annals_dict_show(const annals *coder, const char *phrase, const char *date, annals_sink *sink,
                     void *user, struct annals_error *error)
{
    struct date day = {0};
    if (date && *date && !date_parse(str_of(date), &day))
        return error_set(error, ANNALS_SETUP,
                         "\"%s\" is no date; write year, month and day as 2024-03-25", date);
    jmp_buf exhausted;
    struct arena arena = arena_make(0, &exhausted);
    struct writer writer;
    writer_start(&writer, sink, user);
    struct show show = {&arena, coder, coder->knowledge, day, &writer};
    int status = setjmp(exhausted) ? error_set(error, ANNALS_OUTPUT, "not enough memory")
                                   : show_phrase(&show, phrase, error);
    arena_free(&arena);
    return status;
}
