/* places.c — decides which place each name means, and where events happened.
 *
 * Of the places of one name the most important is taken (features.tsv) unless the text speaks for
 * another: what contains it is named beside it ("Paris, Texas"), places inside it are ("Georgia …
 * Savannah"), its kind is ("Washington state"), its country is spoken of, or the report has already
 * said which one it means. The weights are tenths of the importance that the gazetteer gives. */
#include <math.h>

#include "lang/lang.h"
#include "where/names.h"

enum {
    BESIDE_CONTAINER = 900, /* "Paris, Texas", "a town in Texas" */
    NEAR_CONTAINER = 350,   /* elsewhere in the sentence */
    BESIDE_SIBLING = 300,   /* "in Queensland, Victoria and Tasmania" */
    HOLDS_OTHERS = 1400,    /* a division whose towns are named, its namesake's are not */
    OF_KIND = 600,          /* the word beside it tells the kind */
    COUNTRY_NAMED = 400,    /* a party of its country in the sentence */
    COUNTRY_OF_REPORT = 150,
    MEANT_BEFORE = 500,
    TOWN_WITH_ARTICLE = 600, /* "the Rio Grande" is the river */
    WINDOW = 8,              /* names looked at on each side */
    MOST_CANDIDATES = 64,    /* of a name */
    BESIDE = 4,              /* tokens between a name and what contains it */
    MOST_NEAR = 32           /* countries of a sentence */
};

/* `countries`: how often each country's parties are named in the report. */
struct chooser {
    const struct gazetteer *gazetteer;
    struct annals_report *report;
    struct map countries;
    uint32_t most_named;
    struct str near[MOST_NEAR]; /* countries whose parties the sentence names */
    size_t near_count;
    struct map meant; /* resolved id by name text, to `meant_ids` */
    ARRAY_OF(struct str) meant_ids;
};

static bool is_state(const struct gazetteer_place *place)
{
    return str_equal(place->feature, STR("PCLI")) || str_equal(place->feature, STR("TERR"));
}

static bool is_division(const struct gazetteer_place *place)
{
    return str_equal(place->feature, STR("ADM1"));
}

/* Does `area` contain `place`? */
static bool contains(const struct gazetteer_place *area, const struct gazetteer_place *place)
{
    if (str_equal(area->id, place->id) || !area->country.size ||
        !str_equal(area->country, place->country))
        return false;
    return is_state(area) ||
           (is_division(area) && str_equal(area->name, place->division) && !is_division(place));
}

static uint32_t candidate_count(const struct place_name *name)
{
    return name->count < MOST_CANDIDATES ? name->count : MOST_CANDIDATES;
}

/* How far the other name speaks for this reading of the name. */
static int32_t context_bonus(const struct chooser *chooser, const struct place_name *name,
                             const struct gazetteer_place *place, const struct place_name *other)
{
    bool is_beside = other->first >= name->end && other->first - name->end < BESIDE;
    int32_t bonus = 0;
    for (uint32_t k = 0; k < candidate_count(other); k++) {
        struct gazetteer_place area;
        if (!gazetteer_candidate(chooser->gazetteer, other->handle, k, &area))
            break;
        int32_t gain = 0;
        if (contains(&area, place))
            gain = is_beside ? BESIDE_CONTAINER : NEAR_CONTAINER;
        else if (k == 0 && is_division(place) && !place->is_alias && contains(place, &area))
            gain = HOLDS_OTHERS;
        else if (k == 0 && is_state(place) && contains(place, &area))
            gain = NEAR_CONTAINER;
        else if (k == 0 && is_division(place) && is_division(&area) &&
                 str_equal(place->country, area.country) && !str_equal(place->id, area.id))
            gain = BESIDE_SIBLING;
        if (gain > bonus)
            bonus = gain;
    }
    return bonus;
}

static bool is_of_kind(const struct gazetteer_word *noun, const struct gazetteer_place *place)
{
    struct str features = noun->features;
    while (features.data)
        if (str_starts(place->feature, str_cut(&features, '|')))
            return true;
    return false;
}

static bool is_near(const struct chooser *chooser, struct str country)
{
    for (size_t i = 0; i < chooser->near_count; i++)
        if (str_equal(chooser->near[i], country))
            return true;
    return false;
}

/* Notes the countries whose parties the sentence names. */
static void look_around(struct chooser *chooser, uint32_t sentence)
{
    const struct annals_report *report = chooser->report;
    const struct sentence *whole = &report->sentences.items[sentence];
    chooser->near_count = 0;
    if (!report->mention_of_token)
        return;
    for (uint32_t token = whole->first; token < whole->first + whole->count; token++) {
        uint32_t mention = report->mention_of_token[token];
        if (mention == NONE || report->mentions.items[mention].kind == MENTION_PRONOUN)
            continue;
        uint32_t entity = report->mentions.items[mention].entities[0];
        struct str country = report->entities.items[entity].country_code;
        if (country.size && chooser->near_count < MOST_NEAR && !is_near(chooser, country))
            chooser->near[chooser->near_count++] = country;
    }
}

static int32_t score(const struct chooser *chooser, const struct place_name_array *names, size_t n,
                     const struct gazetteer_place *place, struct str meant)
{
    const struct place_name *name = &names->items[n];
    int32_t total = place->importance;
    if (name->noun && is_of_kind(name->noun, place))
        total += OF_KIND;
    if (meant.size && str_equal(meant, place->id))
        total += MEANT_BEFORE;
    if (place->country.size) {
        if (is_near(chooser, place->country))
            total += COUNTRY_NAMED;
        uint32_t times = map_get(&chooser->countries, place->country);
        if (times != MAP_NONE && times == chooser->most_named)
            total += COUNTRY_OF_REPORT;
    }
    if (name->has_article && !name->noun &&
        (str_starts(place->feature, STR("PPL")) || str_starts(place->feature, STR("ADM"))))
        total -= TOWN_WITH_ARTICLE;
    int32_t bonus = 0;
    size_t from = n > WINDOW ? n - WINDOW : 0;
    for (size_t m = from; m < names->count && m <= n + WINDOW; m++) {
        int32_t gain = m == n ? 0 : context_bonus(chooser, name, place, &names->items[m]);
        bonus = gain > bonus ? gain : bonus;
    }
    return total + bonus;
}

static bool choose(const struct chooser *chooser, const struct place_name_array *names, size_t n,
                   struct str meant, struct gazetteer_place *best)
{
    const struct place_name *name = &names->items[n];
    int32_t most = INT32_MIN;
    for (uint32_t k = 0; k < candidate_count(name); k++) {
        struct gazetteer_place place;
        if (!gazetteer_candidate(chooser->gazetteer, name->handle, k, &place))
            break;
        if (name->count == 1) {
            *best = place;
            return true;
        }
        int32_t points = score(chooser, names, n, &place, meant);
        if (points > most) {
            most = points;
            *best = place;
        }
    }
    return most != INT32_MIN;
}

static double degrees(int32_t coordinate)
{
    return coordinate == NO_COORDINATE ? NAN : coordinate / 10000.0;
}

static void add_place(struct chooser *chooser, const struct place_name_array *names, size_t n,
                      uint32_t sentence)
{
    struct annals_report *report = chooser->report;
    const struct place_name *name = &names->items[n];
    struct span span = word_span(report, name->first);
    span.end = word_span(report, name->end - 1).end;
    struct str text = span_text(report, span);
    uint32_t *meant = map_at(&chooser->meant, text);
    struct str meant_id = *meant == MAP_NONE ? STR("") : chooser->meant_ids.items[*meant];
    struct gazetteer_place chosen;
    if (!choose(chooser, names, n, meant_id, &chosen))
        return;
    if (*meant == MAP_NONE) {
        *meant = (uint32_t)chooser->meant_ids.count;
        *array_push(&report->arena, &chooser->meant_ids) = chosen.id;
    }
    *array_push(&report->arena, &report->places) = (struct place){
        .span = span,
        .sentence = sentence,
        .first = name->first,
        .end = name->end,
        .extracted = text,
        .resolved = chosen.name,
        .geonameid = chosen.id,
        .province = chosen.division,
        .country_code = chosen.country,
        .feature_code = chosen.feature,
        .resolution = chosen.resolution,
        .latitude = degrees(chosen.latitude),
        .longitude = degrees(chosen.longitude),
        .is_endpoint = name->is_endpoint,
    };
}

/* ---- the stage ---- */

static void mark_span(const struct annals_report *report, uint8_t *taken, uint32_t first,
                      uint32_t end, struct span span, uint8_t mark)
{
    for (uint32_t token = first; token < end; token++) {
        struct span word = word_span(report, token);
        if (word.start < span.end && word.end > span.start && taken[token] != TOKEN_TAKEN)
            taken[token] = mark;
    }
}

/* Names of people and bodies, and dates, hold no places; but an unknown name may be a place's. */
static const uint8_t *mark_taken(struct annals_report *report)
{
    uint8_t *taken = arena_new_array(&report->arena, report->tokens.count + 1, uint8_t);
    for (size_t i = 0; i < report->mentions.count; i++) {
        const struct mention *mention = &report->mentions.items[i];
        const struct entity *entity = &report->entities.items[mention->entities[0]];
        bool is_name_of_another = mention->kind == MENTION_NAME && !mention->is_place_only &&
                                  (entity->type == ENTITY_PER || entity->type == ENTITY_ORG);
        if (is_name_of_another)
            mark_span(report, taken, mention->first, mention->end, mention->name,
                      entity->knowledge == NONE ? TOKEN_DOUBTFUL : TOKEN_TAKEN);
    }
    for (size_t i = 0; i < report->times.count; i++)
        mark_span(report, taken, report->times.items[i].first, report->times.items[i].end,
                  report->times.items[i].span, TOKEN_TAKEN);
    return taken;
}

static void count_countries(struct chooser *chooser)
{
    const struct annals_report *report = chooser->report;
    for (size_t i = 0; i < report->mentions.count; i++) {
        const struct mention *mention = &report->mentions.items[i];
        struct str country = report->entities.items[mention->entities[0]].country_code;
        if (!country.size || mention->kind == MENTION_PRONOUN)
            continue;
        uint32_t *times = map_at(&chooser->countries, country);
        *times = *times == MAP_NONE ? 1 : *times + 1;
        if (*times > chooser->most_named)
            chooser->most_named = *times;
    }
}

int find_places(const struct gazetteer *gazetteer, struct annals_report *report,
                struct annals_error *error)
{
    (void)error;
    struct chooser chooser = {.gazetteer = gazetteer,
                              .report = report,
                              .countries = {.arena = &report->arena},
                              .meant = {.arena = &report->arena}};
    const uint8_t *taken = mark_taken(report);
    count_countries(&chooser);
    struct place_name_array names = {0};
    for (uint32_t s = 0; s < report->sentences.count; s++) {
        names.count = 0;
        find_place_names(gazetteer, report, taken, s, &names);
        look_around(&chooser, s);
        for (size_t n = 0; n < names.count; n++)
            if (names.items[n].is_place)
                add_place(&chooser, &names, n, s);
    }
    return 0;
}
