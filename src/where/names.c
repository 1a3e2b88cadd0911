/* names.c — finds the longest names of the gazetteer in a sentence and tells places from
 * governments, people and titles by the words around them. */
#include "where/names.h"

#include "lang/lang.h"

/* What a sentence is searched with. */
struct search {
    const struct gazetteer *gazetteer;
    struct annals_report *report;
    const uint8_t *taken;
    uint32_t first, end;
};

static const struct token *token_at(const struct search *search, uint32_t at)
{
    return &search->report->tokens.items[at];
}

static struct str word_text(const struct search *search, uint32_t at)
{
    return span_text(search->report, word_span(search->report, at));
}

static bool begins_upper(struct str word)
{
    size_t at = 0;
    return word.size && utf8_is_upper(utf8_next(word, &at));
}

/* A capital letter, or a short particle joined to one ("al-Hol"). */
static bool may_begin_name(const struct search *search, uint32_t at)
{
    struct str word = word_text(search, at);
    if (begins_upper(word))
        return true;
    enum { LONGEST_PARTICLE = 3 };
    size_t hyphen = str_find(word, STR("-"), 0);
    if (hyphen != SIZE_MAX && hyphen <= LONGEST_PARTICLE && utf8_is_letter((uint32_t)*word.data))
        return begins_upper(str_slice(word, hyphen + 1, word.size));
    return word.size <= LONGEST_PARTICLE && at + 2 < search->end &&
           str_equal(word_text(search, at + 1), STR("-")) && !token_at(search, at)->space_after &&
           begins_upper(word_text(search, at + 2));
}

/* The longest name that begins at a token, and the longest shorter one. */
struct matches {
    uint32_t end, handle, count;
    uint32_t shorter_end, shorter_handle, shorter_count;
};

static void find_matches(const struct search *search, uint32_t at, struct matches *matches)
{
    struct place_key key = {.size = 0};
    uint32_t longest = 2 * gazetteer_longest(search->gazetteer);
    struct arena *arena = &search->report->arena;
    *matches = (struct matches){0};
    for (uint32_t end = at; end < search->end && end - at < longest; end++) {
        struct span span = word_span(search->report, end);
        size_t size = key.size;
        if (search->taken[end] == TOKEN_TAKEN)
            break;
        if (end > at)
            place_key_add(arena, &key,
                          str_slice(report_field(search->report, span.in_title),
                                    word_span(search->report, end - 1).end, span.start));
        place_key_add(arena, &key, span_text(search->report, span));
        if (key.is_too_long || (end == at && !gazetteer_may_begin(search->gazetteer, &key)))
            break;
        uint32_t handle, count = gazetteer_find(search->gazetteer, &key, &handle);
        if (!count || key.size == size)
            continue; /* punctuation adds nothing to a key */
        *matches =
            (struct matches){end + 1, handle, count, matches->end, matches->handle, matches->count};
    }
}

static bool is_lower(const struct search *search, uint32_t first, uint32_t end)
{
    for (; first < end; first++) {
        size_t at = 0;
        struct str word = word_text(search, first);
        if (!word.size || !utf8_is_lower(utf8_next(word, &at)))
            return false;
    }
    return true;
}

/* Is the best place of the longer name among those of the shorter? */
static bool means_same(const struct search *search, const struct matches *matches)
{
    struct gazetteer_place longer, shorter;
    if (!gazetteer_candidate(search->gazetteer, matches->handle, 0, &longer))
        return false;
    for (uint32_t k = 0; k < matches->shorter_count; k++)
        if (gazetteer_candidate(search->gazetteer, matches->shorter_handle, k, &shorter) &&
            str_equal(longer.id, shorter.id))
            return true;
    return false;
}

/* The name that begins at `at`; false if there is none. It means what the longest match says; its
 * span leaves out words for what it is ("Washington state", "Kakuma refugee camp") without which
 * the name is one of the same place. */
static bool match(const struct search *search, uint32_t at, struct place_name *name)
{
    struct matches matches;
    find_matches(search, at, &matches);
    name->first = at;
    name->end = matches.end;
    name->handle = matches.handle;
    name->count = matches.count;
    if (matches.shorter_end && is_lower(search, matches.shorter_end, matches.end) &&
        means_same(search, &matches))
        name->end = matches.shorter_end;
    return name->end != 0;
}

static uint32_t head_of(const struct search *search, uint32_t first, uint32_t end)
{
    for (uint32_t token = first; token < end; token++) {
        uint32_t head = token_at(search, token)->head;
        if (head == NONE || head < first || head >= end)
            return token;
    }
    return first;
}

/* ---- is it a name of its own? ---- */

static bool has_word_kind(const struct search *search, struct str word, unsigned kind)
{
    const struct gazetteer_word *entry =
        gazetteer_word(search->gazetteer, str_lower(&search->report->arena, word));
    return entry && entry->kinds & kind;
}

static bool is_proper(const struct search *search, uint32_t at)
{
    return at >= search->first && at < search->end && token_at(search, at)->upos == UPOS_PROPN &&
           begins_upper(word_text(search, at));
}

static bool is_joined(const struct search *search, uint32_t at, uint32_t other)
{
    static const unsigned RELATIONS[] = {DEPREL_FLAT, DEPREL_COMPOUND, DEPREL_APPOS, DEPREL_NMOD,
                                         DEPREL_AMOD};
    const struct token *token = token_at(search, at);
    if (token->head != other)
        return false;
    for (size_t i = 0; i < sizeof RELATIONS / sizeof *RELATIONS; i++)
        if (deprel_base(token->deprel) == RELATIONS[i])
            return true;
    return false;
}

/* "Denzel Washington", "Houston Texans": a piece of a longer name that the gazetteer does not have.
 * Words of direction and kind may stand beside ("Northern Gaza", "Kursk Region"). */
static bool is_piece_of_name(const struct search *search, const struct place_name *name)
{
    uint32_t before = name->first - 1, after = name->end;
    if (name->first > search->first && is_proper(search, before) &&
        !has_word_kind(search, word_text(search, before), WORD_DIRECTION | WORD_NOUN) &&
        (is_joined(search, before, name->head) || is_joined(search, name->head, before)))
        return true;
    return is_proper(search, after) &&
           !has_word_kind(search, word_text(search, after), WORD_NOUN) &&
           (is_joined(search, after, name->head) || is_joined(search, name->head, after) ||
            token_at(search, name->head)->head == token_at(search, after)->head);
}

/* "ELN": short words all in capitals are bodies, unless states are called so ("UAE"). */
static bool is_acronym(const struct search *search, const struct place_name *name)
{
    enum { LONGEST_ACRONYM = 3 };
    struct str word = word_text(search, name->first);
    if (name->end != name->first + 1 || word.size > LONGEST_ACRONYM || name->is_metonym)
        return false;
    for (size_t i = 0; i < word.size; i++)
        if (word.data[i] < 'A' || word.data[i] > 'Z')
            return false;
    return true;
}

/* A name of one word that is a common word ("University", "Nice") is not taken for a place. */
static bool is_common_word(const struct search *search, const struct place_name *name)
{
    return name->end == name->first + 1 &&
           has_word_kind(search, word_text(search, name->first), WORD_COMMON);
}

static bool is_tagged_as_name(const struct search *search, const struct place_name *name)
{
    for (uint32_t token = name->first; token < name->end; token++) {
        unsigned upos = token_at(search, token)->upos;
        if (upos == UPOS_PROPN || upos == UPOS_NONE)
            return true;
    }
    return false;
}

/* ---- is it where something is? ---- */

/* The word whose preposition is also the name's: the first of conjoined names, the noun that it
 * modifies ("in the Kursk region") or renames ("in the capital, Kyiv"). */
static uint32_t phrase_head(const struct search *search, uint32_t head)
{
    for (int step = 0; step < 8; step++) {
        const struct token *token = token_at(search, head);
        unsigned relation = deprel_base(token->deprel);
        bool climbs = relation == DEPREL_CONJ || relation == DEPREL_APPOS ||
                      relation == DEPREL_FLAT || relation == DEPREL_COMPOUND ||
                      relation == DEPREL_LIST || token->deprel == DEPREL_NMOD_DESC ||
                      token->deprel == DEPREL_NMOD_UNMARKED;
        if (token->head == NONE || !climbs ||
            tree_dependent(search->report, head, DEPREL_CASE, NONE) != NONE)
            break;
        head = token->head;
    }
    return head;
}

static bool lemma_has_kind(const struct search *search, uint32_t at, unsigned kind)
{
    if (at == NONE)
        return false;
    const struct gazetteer_word *word =
        gazetteer_word(search->gazetteer, token_at(search, at)->lemma);
    return word && word->kinds & kind;
}

/* The preposition of the phrase, or where the tree has none the one right before its words. */
static uint32_t find_preposition(const struct search *search, const struct place_name *name,
                                 uint32_t phrase)
{
    enum { REACH = 5 };
    uint32_t found = tree_dependent(search->report, phrase, DEPREL_CASE, NONE);
    for (uint32_t token = name->first; found == NONE && token < name->end; token++)
        found = tree_dependent(search->report, token, DEPREL_CASE, NONE);
    for (uint32_t back = 1; found == NONE && back <= REACH && name->first >= search->first + back;
         back++) {
        uint32_t token = name->first - back;
        unsigned upos = token_at(search, token)->upos;
        if (upos == UPOS_ADP)
            return token;
        bool goes_on = upos == UPOS_DET || upos == UPOS_ADJ || upos == UPOS_ADV ||
                       (upos == UPOS_NOUN && lemma_has_kind(search, token, WORD_NOUN));
        if (!goes_on)
            break;
    }
    return found;
}

/* Judges by the preposition of the phrase. 1: a place, 0: the preposition says no, -1: there is
 * none. */
static int judge_preposition(const struct search *search, struct place_name *name, uint32_t phrase)
{
    uint32_t preposition = find_preposition(search, name, phrase);
    if (preposition == NONE)
        return -1;
    if (lemma_has_kind(search, preposition, WORD_LOCATIVE))
        return 1;
    bool below_mover =
        lemma_has_kind(search, token_at(search, phrase)->head, WORD_MOVER | WORD_NOUN);
    bool is_plain = !name->is_metonym && !name->is_doubtful;
    bool is_motion = lemma_has_kind(search, preposition, WORD_MOTION);
    bool moves = (is_motion && (below_mover || is_plain)) ||
                 (below_mover && lemma_has_kind(search, preposition, WORD_BESIDE));
    name->is_endpoint = moves && is_motion && !token_is(search->report, preposition, "of");
    return moves;
}

static bool is_acted_on(const struct search *search, uint32_t phrase)
{
    const struct token *token = token_at(search, phrase);
    unsigned relation = deprel_base(token->deprel);
    return (relation == DEPREL_OBJ || token->deprel == DEPREL_NSUBJ_PASS) &&
           lemma_has_kind(search, token->head, WORD_ACTED_ON);
}

/* The word for the kind of place beside the name: "Kursk region", "the city of Victoria", "the
 * river Dnipro". */
static const struct gazetteer_word *find_noun(const struct search *search,
                                              const struct place_name *name)
{
    const uint32_t first = name->first;
    uint32_t beside[3] = {name->end, NONE, NONE};
    if (first > search->first)
        beside[1] = first - 1;
    if (first >= search->first + 2 && str_equal(word_text(search, first - 1), STR("of")))
        beside[2] = first - 2;
    if (name->end + 1 < search->end && str_equal(word_text(search, name->end), STR("refugee")))
        beside[0] = name->end + 1;
    for (size_t i = 0; i < 3; i++) {
        if (beside[i] == NONE || beside[i] >= search->end)
            continue;
        struct str word = str_lower(&search->report->arena, word_text(search, beside[i]));
        const struct gazetteer_word *entry = gazetteer_word(search->gazetteer, word);
        if (entry && entry->kinds & WORD_NOUN)
            return entry;
    }
    return NULL;
}

/* "…, Texas": behind a comma and a name that is a place. */
static bool follows_place(const struct search *search, const struct place_name_array *names,
                          const struct place_name *name)
{
    if (!names->count || name->first < search->first + 2)
        return false;
    const struct place_name *before = &names->items[names->count - 1];
    return before->is_place && before->end + 1 == name->first &&
           str_equal(word_text(search, before->end), STR(","));
}

static bool is_place(const struct search *search, const struct place_name_array *names,
                     struct place_name *name)
{
    const struct token *head = token_at(search, name->head);
    if (head->deprel == DEPREL_NMOD_POSS)
        return false;
    if (follows_place(search, names, name))
        return true;
    uint32_t phrase = phrase_head(search, name->head);
    bool is_subject = token_at(search, phrase)->deprel == DEPREL_NSUBJ;
    if (is_subject && lemma_has_kind(search, token_at(search, phrase)->head, WORD_STATEMENT))
        return false;
    int preposition = judge_preposition(search, name, phrase);
    bool modifies = deprel_base(head->deprel) == DEPREL_COMPOUND;
    if (preposition == 1 && (!modifies || !name->is_metonym || name->noun))
        return true;
    if (is_acted_on(search, phrase))
        return true;
    if (name->is_metonym || preposition == 0)
        return false;
    return name->noun || name->end - name->first > 1;
}

void find_place_names(const struct gazetteer *gazetteer, struct annals_report *report,
                      const uint8_t *taken, uint32_t sentence, struct place_name_array *names)
{
    const struct sentence *whole = &report->sentences.items[sentence];
    struct search search = {gazetteer, report, taken, whole->first, whole->first + whole->count};
    for (uint32_t at = search.first; at < search.end;) {
        struct place_name name = {0};
        struct gazetteer_place best;
        if (taken[at] == TOKEN_TAKEN || !may_begin_name(&search, at) ||
            !match(&search, at, &name) || !gazetteer_candidate(gazetteer, name.handle, 0, &best)) {
            at++;
            continue;
        }
        at = name.end;
        name.head = head_of(&search, name.first, name.end);
        name.is_metonym = best.flags & PLACE_METONYM;
        if (!is_tagged_as_name(&search, &name) || is_acronym(&search, &name) ||
            is_common_word(&search, &name) || is_piece_of_name(&search, &name))
            continue;
        name.has_article = name.first > search.first &&
                           str_equal_fold(word_text(&search, name.first - 1), STR("the"));
        name.noun = find_noun(&search, &name);
        for (uint32_t token = name.first; token < name.end; token++)
            name.is_doubtful |= taken[token] == TOKEN_DOUBTFUL;
        name.is_place = is_place(&search, names, &name);
        *array_push(&report->arena, names) = name;
    }
}
