/* names.c — which words of a report are names or roles: hits of the knowledge base laid side by
 * side, the longest first, and between them runs of proper nouns that nobody knows. */
#include "who/draft.h"
#include "who/phrases.h"

static const struct sentence *sentence_at(const struct who *who, uint32_t token)
{
    return &who->report->sentences.items[who_token(who, token)->sentence];
}

static uint32_t sentence_end(const struct who *who, uint32_t token)
{
    const struct sentence *sentence = sentence_at(who, token);
    return sentence->first + sentence->count;
}

static uint8_t kind_of_row(const struct who *who, uint32_t row)
{
    struct knowledge_row found;
    return knowledge_get(who->knowledge, row, &found) ? found.kind : KNOWLEDGE_NOTHING;
}

/* ---- hits ---- */

bool is_content_word(unsigned upos)
{
    return upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_ADJ || upos == UPOS_NUM ||
           upos == UPOS_X || upos == UPOS_NONE;
}

/* Does some token of the stretch stand where a name or noun can stand? */
static bool has_noun(const struct who *who, uint32_t first, uint32_t end, bool proper)
{
    for (uint32_t token = first; token < end; token++) {
        unsigned upos = who_token(who, token)->upos;
        if (upos == UPOS_PROPN || (!proper && is_content_word(upos)))
            return true;
    }
    return false;
}

/* Does some hit name a state with exactly these words? */
static bool is_state_hit(const struct who *who, size_t from, uint32_t end)
{
    for (size_t i = from; i < who->hit_count && who->hits[i].first == who->hits[from].first; i++)
        if (who->hits[i].end == end && kind_of_row(who, who->hits[i].row) == KNOWLEDGE_STATE)
            return true;
    return false;
}

/* "Israel's army" is a possessor and what it owns, not one name. */
static bool holds_possessor(const struct who *who, size_t at)
{
    const struct knowledge_hit *hit = &who->hits[at];
    for (uint32_t token = hit->first + 1; token + 1 < hit->end; token++)
        if (who_token(who, token)->xpos == XPOS_POS && is_state_hit(who, at, token))
            return true;
    return false;
}

/* "Syrian troops" in "Russian and Syrian troops": half of what stands before the noun. */
static bool cuts_coordination(const struct who *who, const struct knowledge_hit *hit)
{
    const struct token *first = who_token(who, hit->first);
    if (hit->end - hit->first < 2 || first->deprel != DEPREL_CONJ || first->head >= hit->first)
        return false;
    uint32_t over = who_token(who, first->head)->head;
    return over != NONE && over > hit->first && over < hit->end;
}

/* May these words be what the hit says? Words that are also common English need the tag of a proper
 * noun; a lone verb is no role ("police the border"). */
static bool accept_hit(const struct who *who, const struct knowledge_hit *hit)
{
    if (!hit->user && hit->common && !has_noun(who, hit->first, hit->end, true))
        return false;
    return hit->user || has_noun(who, hit->first, hit->end, false);
}

/* "U.S. officials" is a state and a role, unless the role has a code of its own. */
static bool is_role_of_state(const struct who *who, size_t at)
{
    struct knowledge_row row;
    if (!knowledge_get(who->knowledge, who->hits[at].row, &row) || row.kind != KNOWLEDGE_ROLE ||
        row.code.size)
        return false;
    for (uint32_t end = who->hits[at].first + 1; end < who->hits[at].end; end++)
        if (is_state_hit(who, at, end))
            return true;
    return false;
}

/* May the words of the hit be one piece at all? */
static bool accept_words(const struct who *who, size_t at)
{
    const struct knowledge_hit *hit = &who->hits[at];
    return hit->end > hit->first && hit->end <= who->report->tokens.count &&
           (hit->user || (!holds_possessor(who, at) && !cuts_coordination(who, hit) &&
                          !is_role_of_state(who, at)));
}

static bool is_adjective_relation(const struct knowledge_hit *hit)
{
    return hit->relation == RELATION_ADJECTIVE;
}

/* Makes a piece of the hits [from, to), which are of the same words. */
static void add_known_piece(struct who *who, size_t from, size_t to)
{
    const struct knowledge_hit *hits = who->hits;
    struct piece piece = {.first = hits[from].first,
                          .end = hits[from].end,
                          .hit = (uint32_t)from,
                          .hit_count = (uint32_t)(to - from),
                          .role = NONE,
                          .means = NONE};
    bool adjective = true;
    for (size_t i = from; i < to; i++) {
        if (kind_of_row(who, hits[i].row) == KNOWLEDGE_ROLE) {
            if (piece.role == NONE) {
                piece.role = hits[i].row;
                piece.is_plural = hits[i].relation == RELATION_PLURAL;
            }
        } else {
            piece.is_name = true;
            adjective = adjective && is_adjective_relation(&hits[i]);
        }
    }
    piece.is_adjective = piece.is_name && adjective;
    piece.head = head_of_tokens(who->report, piece.first, piece.end);
    for (uint32_t token = piece.first; token < piece.end; token++)
        who->piece_of_token[token] = (uint32_t)who->pieces.count;
    *array_push(who->arena, &who->pieces) = piece;
}

/* A word or two that hold on the day beat as many that do not; hits that fail accept_hit are moved
 * behind `to`. Returns the new end of the usable hits in [from, to). */
static size_t sift_hits(struct who *who, size_t from, size_t to)
{
    if (!accept_words(who, from))
        return from;
    bool any_holds = false;
    for (size_t i = from; i < to; i++)
        any_holds = any_holds || (who->hits[i].holds && accept_hit(who, &who->hits[i]));
    size_t kept = from;
    for (size_t i = from; i < to; i++)
        if (accept_hit(who, &who->hits[i]) && (who->hits[i].holds || !any_holds))
            who->hits[kept++] = who->hits[i];
    return kept;
}

static void lay_known_pieces(struct who *who)
{
    uint32_t free_from = 0;
    for (size_t at = 0; at < who->hit_count;) {
        const struct knowledge_hit hit = who->hits[at];
        size_t to = at + 1;
        while (to < who->hit_count && who->hits[to].first == hit.first &&
               who->hits[to].end == hit.end)
            to++;
        size_t kept = hit.first >= free_from ? sift_hits(who, at, to) : at;
        if (kept > at) {
            add_known_piece(who, at, kept);
            free_from = hit.end;
        }
        at = to;
    }
}

/* ---- unknown names ---- */

static bool is_name_token(const struct who *who, uint32_t token)
{
    const struct token *at = who_token(who, token);
    if (at->upos != UPOS_PROPN || who_word(who, token, WORD_CALENDAR) || !at->form.size)
        return false;
    size_t offset = 0;
    uint32_t letter = utf8_next(at->form, &offset);
    return utf8_is_letter(letter) && !utf8_is_lower(letter);
}

static bool is_title_word(const struct who *who, uint32_t token)
{
    return who_word(who, token, WORD_HONORIFIC) || who_word(who, token, WORD_ABBREVIATION);
}

/* Is the token tied to the run [first, at) as part of one name? */
static bool is_flat_to(const struct who *who, uint32_t token, uint32_t first, uint32_t end)
{
    const struct token *at = who_token(who, token);
    unsigned base = deprel_base(at->deprel);
    return (base == DEPREL_FLAT || base == DEPREL_GOESWITH) && at->head >= first && at->head < end;
}

static bool is_single_name(const struct who *who, uint32_t piece)
{
    const struct piece *at = &who->pieces.items[piece];
    return at->end - at->first == 1 && at->is_name && at->role == NONE;
}

/* Where the unknown name that holds tokens [first, end) goes on to; `end` if it does not. */
static uint32_t extend_right(const struct who *who, uint32_t first, uint32_t end)
{
    uint32_t limit = sentence_end(who, first);
    if (end >= limit)
        return end;
    uint32_t piece = who->piece_of_token[end];
    if (piece != NONE)
        return is_flat_to(who, end, first, end) ? who->pieces.items[piece].end : end;
    if (is_name_token(who, end) && !is_title_word(who, end))
        return end + 1;
    if (is_flat_to(who, end, first, end) && who_token(who, end)->upos != UPOS_PUNCT)
        return end + 1;
    bool joins = who_word(who, end, WORD_PARTICLE) || who_token(who, end)->xpos == XPOS_HYPH ||
                 str_equal(who_token(who, end)->form, STR("-"));
    if (joins && end + 1 < limit && is_name_token(who, end + 1) &&
        who->piece_of_token[end + 1] == NONE &&
        !(str_equal(who->folded[end], STR("and")) || str_equal(who->folded[end], STR("the"))))
        return end + 2;
    return end;
}

/* Takes a known single name before an unknown one in ("Jordan" in "Jordan Baker"), where the tree
 * makes one name of them. */
static uint32_t extend_left(const struct who *who, uint32_t first)
{
    if (first == sentence_at(who, first)->first)
        return first;
    uint32_t piece = who->piece_of_token[first - 1];
    if (piece == NONE || !is_single_name(who, piece) || who->pieces.items[piece].is_adjective ||
        !is_flat_to(who, first, first - 1, first))
        return first;
    return first - 1;
}

static void drop_pieces(struct who *who, uint32_t first, uint32_t end, uint32_t by)
{
    for (uint32_t token = first; token < end; token++) {
        uint32_t piece = who->piece_of_token[token];
        if (piece != NONE && piece != by)
            who->pieces.items[piece].is_dropped = true;
        who->piece_of_token[token] = by;
    }
}

/* Lets a known name take in what the tree counts to it: "III", a second family name. */
static bool absorb_into_previous(struct who *who, uint32_t token)
{
    if (token == sentence_at(who, token)->first || who->piece_of_token[token - 1] == NONE)
        return false;
    uint32_t index = who->piece_of_token[token - 1];
    struct piece *piece = &who->pieces.items[index];
    if (!piece->is_name || piece->is_adjective || piece->end != token ||
        (!who_word(who, token, WORD_SUFFIX) &&
         (piece->end - piece->first < 2 || !is_flat_to(who, token, piece->first, token))))
        return false;
    piece->end = token + 1;
    piece->head = head_of_tokens(who->report, piece->first, piece->end);
    who->piece_of_token[token] = index;
    return true;
}

static void lay_unknown_pieces(struct who *who)
{
    for (uint32_t token = 0; token < who->report->tokens.count; token++) {
        if (who->piece_of_token[token] != NONE || !is_name_token(who, token) ||
            is_title_word(who, token) || absorb_into_previous(who, token))
            continue;
        uint32_t first = extend_left(who, token), end = token + 1, grown;
        while ((grown = extend_right(who, first, end)) > end)
            end = grown;
        drop_pieces(who, first, end, (uint32_t)who->pieces.count);
        *array_push(who->arena, &who->pieces) =
            (struct piece){.first = first,
                           .end = end,
                           .head = head_of_tokens(who->report, first, end),
                           .role = NONE,
                           .means = NONE,
                           .is_name = true};
        token = end - 1;
    }
}

/* ---- acronyms that the text defines ---- */

/* The acronym in brackets right behind the piece, NONE if there is none. */
static uint32_t bracketed_acronym(const struct who *who, const struct piece *piece)
{
    uint32_t open = piece->end;
    if (piece->end - piece->first < 2 || open + 2 >= who->report->tokens.count ||
        !str_equal(who_token(who, open)->form, STR("(")) ||
        !str_equal(who_token(who, open + 2)->form, STR(")")))
        return NONE;
    struct str form = who_token(who, open + 1)->form;
    bool capital = form.size > 1 && form.data[1] >= 'A' && form.data[1] <= 'Z';
    return capital ? open + 1 : NONE;
}

/* An acronym that the text itself explains means what it says, whatever the base has under it:
 * the pieces of these letters get the hits of the explanation, or none. */
static void define_acronyms(struct who *who)
{
    struct map defined = {.arena = who->arena};
    for (uint32_t i = 0; i < who->pieces.count; i++) {
        const struct piece *piece = &who->pieces.items[i];
        uint32_t acronym = bracketed_acronym(who, piece);
        if (acronym != NONE && piece->is_name && !piece->is_dropped && !piece->is_adjective)
            map_put(&defined, who_token(who, acronym)->form, i);
    }
    if (!defined.count)
        return;
    for (uint32_t i = 0; i < who->pieces.count; i++) {
        struct piece *piece = &who->pieces.items[i];
        if (piece->end - piece->first != 1 || piece->is_dropped)
            continue;
        uint32_t meaning = map_get(&defined, who_token(who, piece->first)->form);
        if (meaning == MAP_NONE)
            continue;
        piece->hit = who->pieces.items[meaning].hit;
        piece->hit_count = who->pieces.items[meaning].hit_count;
        piece->means = meaning;
        piece->is_name = true;
    }
}

void find_pieces(struct who *who)
{
    lay_known_pieces(who);
    lay_unknown_pieces(who);
    define_acronyms(who);
}
