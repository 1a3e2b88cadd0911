/* report_country.c — which state a report is about: what its dateline, its issuer and its names
 * say.
 */
#include "who/draft.h"

enum { DATELINE_HITS = 24 };

/* A report is domestic where this part of what it says of states is of one, and it says as much of
 * it as a dateline or four mentions in the head of the report do. Chosen on gold-train. */
static const double DOMESTIC_SHARE = 0.6, DOMESTIC_WEIGHT = 6;

static void score_state(struct who *who, struct str code, double score)
{
    if (!code.size)
        return;
    uint32_t *at = map_at(&who->country_scores, code);
    if (*at == MAP_NONE) {
        *at = (uint32_t)who->scores.count;
        *array_push(who->arena, &who->scores) = 0;
        *array_push(who->arena, &who->score_codes) = code;
    }
    who->scores.items[*at] += score;
}

double country_score(const struct who *who, struct str code)
{
    uint32_t at = map_get(&who->country_scores, code);
    return at == MAP_NONE ? 0 : who->scores.items[at];
}

static double weight_of_relation(unsigned relation)
{
    switch (relation) {
    case RELATION_NAME:
    case RELATION_ADJECTIVE: return 1;
    case RELATION_CAPITAL:
    case RELATION_SEAT:
    case RELATION_REGION: return 0.8;
    default: return 0.9;
    }
}

bool is_upper_case(struct str form)
{
    for (size_t i = 0; i < form.size; i++)
        if (form.data[i] >= 'a' && form.data[i] <= 'z')
            return false;
    return form.size > 1;
}

/* What a piece says of countries: the first row of a state, organ or group among its hits. */
static void score_piece(struct who *who, const struct piece *piece)
{
    struct knowledge_row row;
    struct str code = STR("");
    double weight = 0;
    for (uint32_t i = 0; i < piece->hit_count && !code.size; i++) {
        const struct knowledge_hit *hit = &who->hits[piece->hit + i];
        if (hit->common || !knowledge_get(who->knowledge, hit->row, &row))
            continue;
        bool generic =
            piece->end - piece->first == 1 && who_word(who, piece->first, WORD_NAME_NOUN);
        if (row.kind == KNOWLEDGE_STATE) {
            code = row.record_code;
            weight = weight_of_relation(hit->relation);
        } else if (row.kind == KNOWLEDGE_GROUP && !generic) {
            code = row.country;
            weight = 0.4;
        } else if (row.kind == KNOWLEDGE_PERSON) {
            code = row.record_code;
            weight = 0.4;
        } else if (row.kind == KNOWLEDGE_ORGAN && piece->hit_count == 1 && !generic) {
            code = row.record_code;
            weight = 0.6;
        }
    }
    const struct token *token = who_token(who, piece->head);
    weight *= token->span.in_title ? 2 : 1;
    weight *= deprel_base(token->deprel) == DEPREL_NSUBJ ? 1.3 : 1;
    if (token->sentence < 3)
        weight *= 1.5;
    score_state(who, code, weight);
}

/* "KYIV, Ukraine (Agency)": each part of the dateline that names a state or a place of one. */
static void score_dateline(struct who *who)
{
    struct str rest = who->report->dateline;
    while (rest.data && rest.size) {
        struct str part = str_trim(str_cut(&rest, ','));
        size_t bracket = str_find(part, STR("("), 0);
        part = str_trim(str_slice(part, 0, bracket));
        struct knowledge_hit hits[DATELINE_HITS];
        size_t count =
            knowledge_lookup(who->knowledge, part, who->report->published, hits, DATELINE_HITS);
        for (size_t i = 0; i < count; i++) {
            struct knowledge_row row;
            if (!hits[i].holds || !knowledge_get(who->knowledge, hits[i].row, &row) ||
                row.kind != KNOWLEDGE_STATE)
                continue;
            score_state(who, row.record_code, 6);
            break;
        }
    }
}

void find_report_country(struct who *who)
{
    score_dateline(who);
    if (who->source_reading.row != NONE)
        score_state(who, who->source_reading.country, 1);
    for (size_t i = 0; i < who->pieces.count; i++)
        if (!who->pieces.items[i].is_dropped)
            score_piece(who, &who->pieces.items[i]);
    double best = 0, all = 0;
    who->country = STR("");
    for (size_t i = 0; i < who->scores.count; i++) {
        all += who->scores.items[i];
        if (who->scores.items[i] <= best)
            continue;
        best = who->scores.items[i];
        who->country = who->score_codes.items[i];
    }
    who->is_domestic = best >= DOMESTIC_WEIGHT && best >= DOMESTIC_SHARE * all;
}
