/* dictionary_readings.c — who a phrase may be: rows of that name, holders of the office that it
 * names ("the Israeli defence minister"), people with a title before their name. */
#include <string.h>

#include "dictionary.h"

enum { HITS = 192, PHRASE_WORDS = 16, TITLES = 16 };

/* Where readings of each sort stand: offices of a named state before everything, titles that mean
 * an office of some state behind everything. */
enum { PREFER_OFFICE = 200, PREFER_TITLED = 100, PREFER_SOME_STATE = -10 };

struct look {
    struct arena *arena;
    const struct knowledge *knowledge;
    struct date date;
    struct readings readings;
};

static void add_reading(struct look *look, struct reading reading)
{
    for (size_t i = 0; i < look->readings.count; i++) {
        const struct reading *old = &look->readings.items[i];
        if (old->row == reading.row && old->of_state == reading.of_state &&
            (reading.row != NONE ||
             (str_equal(old->office, reading.office) && str_equal(old->country, reading.country))))
            return;
    }
    *array_push(look->arena, &look->readings) = reading;
}

static size_t look_up(const struct look *look, struct str phrase, struct knowledge_hit *hits)
{
    return knowledge_lookup(look->knowledge, phrase, look->date, hits, HITS);
}

/* ---- names ---- */

static double preference_of(const struct look *look, const struct knowledge_hit *hit,
                            const struct knowledge_row *row)
{
    double preference = knowledge_preference(hit, row);
    if (row->kind != KNOWLEDGE_PERSON || hit->relation == RELATION_FAMILY_NAME)
        return preference;
    struct person_status status = knowledge_status(look->knowledge, hit->row, look->date);
    return preference + (status.in_office ? 2 : status.former ? 1 : 0);
}

static bool begins_with_capital(struct str text)
{
    size_t at = 0;
    return text.size && utf8_is_upper(utf8_next(text, &at));
}

/* Is the row of a hit a person found by the whole name? */
static bool is_named_person(const struct look *look, const struct knowledge_hit *hit)
{
    struct knowledge_row row;
    return hit->relation != RELATION_FAMILY_NAME &&
           knowledge_get(look->knowledge, hit->row, &row) && row.kind == KNOWLEDGE_PERSON;
}

/* Family names are looked up without their first word too ("al-Assad"), which must not be a given
 * name. */
static bool begins_with_given_name(struct str phrase)
{
    struct str first = str_slice(phrase, 0, str_find(phrase, STR(" "), 0));
    return first.size < phrase.size && first.size > 3 && begins_with_capital(first);
}

/* Family names in small letters ("king") are the last thing that a word is. */
static double family_preference(double preference, struct str phrase)
{
    return begins_with_capital(phrase) || str_find(phrase, STR("-"), 0) != SIZE_MAX
               ? preference
               : preference - 8;
}

static void read_names(struct look *look, struct str phrase)
{
    struct knowledge_hit hits[HITS];
    struct knowledge_row row;
    size_t count = look_up(look, phrase, hits);
    bool whole = begins_with_given_name(phrase);
    for (size_t i = 0; i < count; i++)
        whole |= is_named_person(look, &hits[i]);
    for (size_t i = 0; i < count; i++) {
        bool family = hits[i].relation == RELATION_FAMILY_NAME;
        if (!knowledge_get(look->knowledge, hits[i].row, &row) || (family && whole))
            continue;
        double preference = preference_of(look, &hits[i], &row);
        add_reading(look,
                    (struct reading){.row = hits[i].row,
                                     .of_state = hits[i].state,
                                     .relation = hits[i].relation,
                                     .holds = hits[i].holds,
                                     .preference = family ? family_preference(preference, phrase)
                                                          : preference});
    }
}

/* ---- offices ---- */

/* A state or body that may own an office; `said` is what the phrase calls it. */
struct owner {
    struct str country, organisation, name, said;
};

/* "Israel's" and "the Netherlands'" without the possessive, "the" off. */
static struct str bare_owner(struct str text)
{
    static const char *const endings[] = {"'s", "\xE2\x80\x99s", "'", "\xE2\x80\x99"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends(text, str_of(endings[i]))) {
            text = str_slice(text, 0, text.size - strlen(endings[i]));
            break;
        }
    struct str first = str_slice(text, 0, 4);
    return str_equal_fold(first, STR("the ")) ? str_slice(text, 4, text.size) : text;
}

static bool read_owner(const struct look *look, const struct knowledge_hit *hit, struct str said,
                       struct owner *owner)
{
    struct knowledge_row row;
    if (!hit->holds || !knowledge_get(look->knowledge, hit->row, &row))
        return false;
    switch (row.kind) {
    case KNOWLEDGE_STATE:
        *owner = (struct owner){row.code, STR(""), row.name, said};
        return hit->relation != RELATION_REGION;
    case KNOWLEDGE_ORGAN:
    case KNOWLEDGE_ORGANISATION:
    case KNOWLEDGE_GROUP: *owner = (struct owner){row.code, row.name, row.name, said}; return true;
    default: return false;
    }
}

/* "secretary general" as offices.tsv writes it. */
static struct str hyphenated(struct arena *arena, struct str title)
{
    char *text = arena_alloc(arena, title.size + 1);
    for (size_t i = 0; i < title.size; i++)
        text[i] = title.data[i] == ' ' ? '-' : title.data[i];
    return (struct str){text, title.size};
}

/* The office that a title means with this owner, as offices.tsv writes it; "" if it has none. */
static struct str office_of(const struct look *look, struct str title, const struct owner *owner)
{
    struct knowledge_office first;
    struct str lower = str_lower(look->arena, title), joined = hyphenated(look->arena, lower);
    struct str forms[] = {
        knowledge_office_name(look->knowledge, lower, owner->country),
        lower,
        joined,
        str_format(look->arena, "%.*s of the %.*s", STR_ARG(joined), STR_ARG(owner->name)),
        str_format(look->arena, "%.*s of %.*s", STR_ARG(joined), STR_ARG(owner->name)),
        str_format(look->arena, "%.*s of the %.*s", STR_ARG(joined), STR_ARG(owner->said)),
        str_format(look->arena, "%.*s of %.*s", STR_ARG(joined), STR_ARG(owner->said)),
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (forms[i].size && knowledge_holders(look->knowledge, forms[i], owner->country,
                                               owner->organisation, &first, 1))
            return forms[i];
    return STR("");
}

static void add_office(struct look *look, struct str office, const struct owner *owner,
                       double preference)
{
    uint32_t person =
        knowledge_holder(look->knowledge, office, owner->country, owner->organisation, look->date);
    add_reading(look, (struct reading){.row = person,
                                       .of_state = NONE,
                                       .relation = RELATION_NAME,
                                       .holds = true,
                                       .office = office,
                                       .country = owner->country,
                                       .organisation = owner->organisation,
                                       .preference = preference});
}

/* "Israeli" and "defence minister", "the United States" and "president". */
static void read_office(struct look *look, struct str owner_text, struct str title)
{
    struct knowledge_hit hits[HITS];
    struct str said = bare_owner(owner_text);
    size_t count = look_up(look, said, hits);
    for (size_t i = 0; i < count; i++) {
        struct owner owner;
        if (!read_owner(look, &hits[i], said, &owner))
            continue;
        struct str office = office_of(look, title, &owner);
        if (office.size)
            add_office(look, office, &owner, PREFER_OFFICE - (double)i / HITS);
    }
}

/* A title that means an office in some states only ("chancellor"): all of them. */
static void read_title(struct look *look, struct str title)
{
    struct title_office offices[TITLES];
    size_t count = knowledge_title_offices(look->knowledge, title, offices, TITLES);
    for (size_t i = 0; i < count; i++) {
        struct knowledge_row state;
        struct owner owner = {.country = offices[i].country};
        if (!owner.country.size ||
            !knowledge_get(look->knowledge, knowledge_state(look->knowledge, owner.country),
                           &state))
            continue;
        owner.name = owner.said = state.name;
        struct str office = office_of(look, title, &owner);
        if (office.size)
            add_office(look, office, &owner, PREFER_SOME_STATE);
    }
}

/* ---- titles before names ---- */

static bool is_role(const struct look *look, struct str title)
{
    struct knowledge_hit hits[HITS];
    struct title_office office;
    struct knowledge_row row;
    size_t count = look_up(look, title, hits);
    for (size_t i = 0; i < count; i++)
        if (knowledge_get(look->knowledge, hits[i].row, &row) && row.kind == KNOWLEDGE_ROLE)
            return true;
    return knowledge_title_offices(look->knowledge, title, &office, 1) > 0;
}

/* 2: the person holds such an office on the date, 1: another time, 0: never. */
static int fits_title(const struct look *look, uint32_t person, struct str title)
{
    struct knowledge_office offices[32];
    struct person_status status = knowledge_status(look->knowledge, person, look->date);
    struct str lower = str_lower(look->arena, title);
    size_t count = knowledge_offices(look->knowledge, person, (struct date){0}, offices, 32);
    int fit = 0;
    for (size_t i = 0; i < count; i++) {
        struct str named = knowledge_office_name(look->knowledge, lower, offices[i].country);
        struct str office = named.size ? named : lower;
        if (!str_equal(offices[i].office, office))
            continue;
        fit = 1;
        if (str_equal(status.office, office))
            return 2;
    }
    return fit;
}

/* "Prime Minister" and "Netanyahu". */
static void read_titled(struct look *look, struct str title, struct str name)
{
    struct knowledge_hit hits[HITS];
    struct knowledge_row row;
    size_t count = is_role(look, title) ? look_up(look, name, hits) : 0;
    for (size_t i = 0; i < count; i++)
        if (knowledge_get(look->knowledge, hits[i].row, &row) && row.kind == KNOWLEDGE_PERSON)
            add_reading(look,
                        (struct reading){.row = hits[i].row,
                                         .of_state = NONE,
                                         .relation = hits[i].relation,
                                         .holds = true,
                                         .preference = PREFER_TITLED +
                                                       10 * fits_title(look, hits[i].row, title) +
                                                       preference_of(look, &hits[i], &row)});
}

/* ---- all ---- */

/* Every cut of the phrase between two words, as owner and title, as title and name, and around
 * "of". */
static void read_cuts(struct look *look, struct str phrase)
{
    size_t words = 0;
    for (size_t at = str_find(phrase, STR(" "), 0); at != SIZE_MAX && words < PHRASE_WORDS;
         at = str_find(phrase, STR(" "), at + 1), words++) {
        struct str before = str_slice(phrase, 0, at);
        struct str behind = str_slice(phrase, at + 1, phrase.size);
        if (str_starts(behind, STR("of ")))
            read_office(look, str_slice(behind, 3, behind.size), before);
        read_office(look, before, behind);
        read_titled(look, before, behind);
        /* "Israeli Prime Minister Netanyahu": the title begins behind the state. */
        size_t inner = str_find(phrase, STR(" "), 0);
        if (inner < at)
            read_titled(look, str_slice(phrase, inner + 1, at), behind);
    }
}

/* Few: by insertion, equals stay as they came. */
static void sort_readings(struct readings *readings)
{
    for (size_t i = 1; i < readings->count; i++) {
        struct reading reading = readings->items[i];
        size_t at = i;
        for (; at > 0 && readings->items[at - 1].preference < reading.preference; at--)
            readings->items[at] = readings->items[at - 1];
        readings->items[at] = reading;
    }
}

struct readings find_readings(struct arena *arena, const struct knowledge *knowledge,
                              struct str phrase, struct date date)
{
    struct look look = {arena, knowledge, date, {0}};
    struct str bare = bare_owner(phrase);
    read_cuts(&look, bare);
    read_names(&look, phrase);
    if (bare.size != phrase.size)
        read_names(&look, bare);
    read_title(&look, bare);
    sort_readings(&look.readings);
    return look.readings;
}
