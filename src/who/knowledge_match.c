/* knowledge_match.c — finds the names of the knowledge base in reports and phrases. */
#include <string.h>

#include "who/knowledge_file.h"

enum {
    HITS_AT_ONCE = 256, /* names that begin at one word */
    NAME_WORDS = 24,    /* no name is longer */
    SLOT_CHOICES = 4,   /* states that one adjective may mean */
    PATTERN_DEPTH = 12, /* words and slots of a pattern */
    SHORT_ACRONYM = 3   /* letters of an acronym that may be a word in capitals */
};

/* A word of the text with the token it stands in; `text` borrows from the token. */
struct text_word {
    struct name_word word;
    struct str text;
    uint32_t token;
};

/* A look at one text. `report` is NULL for a phrase; then case does not count. */
struct scan {
    const struct knowledge *knowledge;
    const struct annals_report *report;
    struct date date;
    const struct text_word *words;
    uint32_t count;
    uint32_t checked_sentence; /* the sentence that `capitals` is about */
    bool capitals;             /* it is written all in capitals */
};

struct hit_list {
    struct knowledge_hit *items;
    size_t count, limit;
};

/* ---- words of a text ---- */

static bool is_joined(const struct annals_report *report, uint32_t token)
{
    return token > 0 &&
           report->tokens.items[token - 1].sentence == report->tokens.items[token].sentence;
}

/* Words of one token at `words`; *gap carries what ended the token before. Returns how many. */
static uint32_t token_words(const struct annals_report *report, uint32_t token, bool *gap,
                            struct text_word *words, uint32_t limit)
{
    struct str form = report->tokens.items[token].form;
    uint32_t count = 0;
    size_t at = 0;
    struct name_word word;
    *gap |= !is_joined(report, token);
    while (next_name_word(form, &at, false, &word) && count < limit) {
        word.gap |= *gap;
        *gap = false;
        words[count++] = (struct text_word){word, str_slice(form, word.start, word.end), token};
    }
    *gap |= word.gap;
    return count;
}

/* ---- case ---- */

static bool is_all_capitals(const struct annals_report *report, uint32_t sentence)
{
    if (sentence >= report->sentences.count)
        return false;
    const struct sentence *place = &report->sentences.items[sentence];
    uint32_t words = 0, letters = 0;
    for (uint32_t i = place->first; i < place->first + place->count; i++) {
        struct str form = report->tokens.items[i].form;
        uint32_t before = letters;
        for (size_t at = 0; at < form.size;) {
            uint32_t code = utf8_next(form, &at);
            if (utf8_is_lower(code))
                return false;
            letters += utf8_is_letter(code);
        }
        words += letters > before;
    }
    return words > 1 && letters > 8;
}

static bool in_capitals(struct scan *scan, uint32_t token)
{
    uint32_t sentence = scan->report->tokens.items[token].sentence;
    if (sentence != scan->checked_sentence) {
        scan->capitals = is_all_capitals(scan->report, sentence);
        scan->checked_sentence = sentence;
    }
    return scan->capitals;
}

/* "Unesco" inside a sentence for UNESCO. */
static bool is_written_acronym(const struct scan *scan, const struct disk_name *name,
                               const struct text_word *at)
{
    const struct token *token = &scan->report->tokens.items[at->token];
    return name->flags & NAME_ACRONYM && at->word.letters > SHORT_ACRONYM && at->word.first_upper &&
           at->word.upper == 1 && !token->span.in_title && is_joined(scan->report, at->token);
}

static bool case_fits(struct scan *scan, const struct disk_name *name, const struct text_word *at,
                      bool exact, bool capitals)
{
    if (name->rule == RULE_ANY || !scan->report)
        return true;
    if (in_capitals(scan, at->token)) {
        const struct token *token = &scan->report->tokens.items[at->token];
        return !(name->flags & NAME_ACRONYM) || at->word.letters > SHORT_ACRONYM ||
               token->upos == UPOS_PROPN;
    }
    if (name->rule == RULE_CAPITALS)
        return capitals;
    return exact || is_written_acronym(scan, name, at);
}

static struct str skip_point(struct str text)
{
    size_t at = 0;
    if (text.size)
        utf8_next(text, &at);
    return str_slice(text, at, text.size);
}

/* Whether the words are this name: letter for letter but for diacritics, and in a case that its
 * rule allows. `skip`: initials inside the text are passed over. */
static bool name_fits(struct scan *scan, const struct layer *layer, const struct disk_name *name,
                      uint32_t first, uint32_t end, const bool *skipped)
{
    struct str surface = layer_string(layer, name->surface);
    bool exact = true, capitals = true;
    size_t at = 0;
    for (uint32_t i = first; i < end; i++) {
        const struct text_word *text = &scan->words[i];
        struct name_word word;
        if (skipped && skipped[i - first])
            continue;
        bool same_case;
        if (!next_name_word(surface, &at, false, &word))
            return false;
        struct str known = str_slice(surface, word.start, word.end), given = text->text;
        if (!same_letters(known, given, &same_case))
            return false;
        /* A name that begins small ("al-Qaida") may begin a sentence. */
        if (i == first && !same_case && !word.first_upper)
            same_letters(skip_point(known), skip_point(given), &same_case);
        /* "D.C." is not the party DC. */
        if (text->word.letters == 2 && !(name->flags & NAME_DOTTED) &&
            str_find(given, STR("."), 0) != SIZE_MAX)
            return false;
        exact &= same_case;
        capitals &= !word.first_upper || text->word.first_upper;
    }
    return case_fits(scan, name, &scan->words[first], exact, capitals);
}

/* ---- hits ---- */

static bool row_holds(const struct disk_row *row, struct date date)
{
    uint32_t day = pack_date(date);
    if (!day || !row)
        return true;
    /* The dead are still spoken of. */
    return row->from <= day && (!row->to || row->to >= day || row->kind == KNOWLEDGE_PERSON);
}

/* From the first to the last word, with the dot of an abbreviation that ends there. */
static void set_place(const struct scan *scan, struct knowledge_hit *hit, uint32_t first,
                      uint32_t end)
{
    const struct text_word *a = &scan->words[first], *b = &scan->words[end - 1];
    if (!scan->report)
        return;
    const struct token *start = &scan->report->tokens.items[a->token];
    const struct token *last = &scan->report->tokens.items[b->token];
    hit->first = a->token;
    hit->end = b->token + 1;
    hit->span = (struct span){start->span.start, last->span.end, start->span.in_title};
    struct str rest = str_slice(last->form, b->word.end, last->form.size);
    bool to_end = !rest.size || str_equal(rest, STR("."));
    /* The last dot of an acronym is its own: "U.S." in "U.S.-led". */
    bool dotted = str_starts(rest, STR(".")) && str_find(b->text, STR("."), 0) != SIZE_MAX;
    hit->partial = a->word.start > 0 || !to_end;
    /* Words of a multiword token have no place of their own. */
    if (start->token_words <= 1)
        hit->span.start += a->word.start;
    if (last->token_words <= 1 && !to_end)
        hit->span.end = last->span.start + b->word.end + dotted;
}

static void push_hit(struct hit_list *hits, struct knowledge_hit hit)
{
    for (size_t i = 0; i < hits->count; i++) {
        const struct knowledge_hit *old = &hits->items[i];
        if (old->row == hit.row && old->relation == hit.relation && old->words == hit.words &&
            old->state == hit.state)
            return;
    }
    if (hits->count < hits->limit)
        hits->items[hits->count++] = hit;
}

static void emit(const struct scan *scan, const struct layer *layer, const struct disk_name *name,
                 uint32_t first, uint32_t end, struct knowledge_hit hit, struct hit_list *hits)
{
    const struct disk_row *row = layer_row(layer, name->row);
    if (!row)
        return;
    hit.row = layer->first_row + name->row;
    hit.relation = name->relation;
    hit.words = (uint8_t)(end - first);
    hit.holds = row_holds(row, scan->date);
    hit.user = layer->user;
    hit.common = name->flags & NAME_COMMON;
    set_place(scan, &hit, first, end);
    push_hit(hits, hit);
}

/* ---- names ---- */

static bool is_initial(const struct text_word *word)
{
    return word->word.letters == 1 && word->word.first_upper && word->text.size == 1;
}

/* Names of a layer that begin at word `first`, the short before the long. With `skip` only those
 * of people that pass over an initial of the text. Returns whether there is one to pass over. */
static bool walk_names(struct scan *scan, const struct layer *layer, uint32_t first, bool skip,
                       struct hit_list *hits)
{
    bool skipped[NAME_WORDS] = {false}, initials = false;
    uint64_t hash = seed_hash(SEED_NAME);
    for (uint32_t i = first; i < scan->count && i - first < NAME_WORDS; i++) {
        if (i > first && scan->words[i].word.gap)
            break;
        if (i > first && is_initial(&scan->words[i]) && i + 1 < scan->count) {
            initials = true;
            skipped[i - first] = skip;
            if (skip)
                continue;
        }
        hash = step_hash(hash, scan->words[i].word.hash);
        uint32_t value = layer_probe(layer, hash);
        if (!value)
            break;
        const struct disk_name *name = skip && !initials ? NULL : layer_first_name(layer, value);
        const struct disk_name *before = NULL;
        bool fits = false;
        for (; name; name = layer_next_name(layer, name)) {
            const struct disk_row *row = layer_row(layer, name->row);
            if (skip && (!row || row->kind != KNOWLEDGE_PERSON))
                continue;
            /* Many rows may bear one name: it is compared once. */
            if (!before || before->surface != name->surface || before->rule != name->rule)
                fits = name_fits(scan, layer, name, first, i + 1, skip ? skipped : NULL);
            before = name;
            if (fits)
                emit(scan, layer, name, first, i + 1,
                     (struct knowledge_hit){.state = NONE, .initials = skip}, hits);
        }
        if (!(value & SLOT_LONGER))
            break;
    }
    return initials;
}

/* ---- patterns ---- */

static bool fills_slot(enum pattern_slot slot, uint8_t relation)
{
    switch (slot) {
    case SLOT_ADJECTIVE: return relation == RELATION_NAME || relation == RELATION_ADJECTIVE;
    case SLOT_STATE: return relation == RELATION_NAME;
    case SLOT_PLACE:
        return relation == RELATION_NAME || relation == RELATION_CAPITAL ||
               relation == RELATION_SEAT || relation == RELATION_REGION;
    default: return false;
    }
}

/* What may stand in a slot: the word behind it and the state it names. */
struct choice {
    uint32_t end, state;
};

static bool is_possessive(const struct scan *scan, uint32_t word)
{
    return word < scan->count && str_equal(scan->words[word].text, STR("s")) &&
           !scan->words[word].word.gap;
}

static size_t state_choices(struct scan *scan, const struct layer *layer, uint32_t at,
                            enum pattern_slot slot, struct choice *choices)
{
    struct knowledge_hit items[16];
    struct hit_list hits = {items, 0, 16};
    size_t count = 0;
    uint32_t first = at;
    if (slot == SLOT_STATE && at + 1 < scan->count &&
        str_equal_fold(scan->words[at].text, STR("the")) && !scan->words[at + 1].word.gap)
        first++;
    walk_names(scan, layer, first, false, &hits);
    for (size_t i = hits.count; i-- > 0 && count < SLOT_CHOICES;) {
        const struct disk_row *row = layer_row(layer, items[i].row - layer->first_row);
        if (!row || row->kind != KNOWLEDGE_STATE || !fills_slot(slot, items[i].relation))
            continue;
        uint32_t end = first + items[i].words;
        if (slot == SLOT_ADJECTIVE && items[i].relation == RELATION_NAME &&
            is_possessive(scan, end))
            end++;
        choices[count++] = (struct choice){end, items[i].row};
    }
    return count;
}

static size_t topic_choices(const struct scan *scan, const struct layer *layer, uint32_t at,
                            struct choice *choices)
{
    uint64_t hash = seed_hash(SEED_TOPIC);
    size_t count = 0;
    for (uint32_t i = at; i < scan->count && count < SLOT_CHOICES; i++) {
        if (i > at && scan->words[i].word.gap)
            break;
        hash = step_hash(hash, scan->words[i].word.hash);
        uint32_t value = layer_probe(layer, hash);
        if (!value)
            break;
        if (value & SLOT_NAME)
            choices[count++] = (struct choice){i + 1, NONE};
    }
    return count;
}

/* Whether a state is among the names found where a pattern begins: else no slot can be filled. */
static bool names_state(const struct layer *layer, const struct hit_list *hits)
{
    for (size_t i = 0; i < hits->count; i++) {
        const struct disk_row *row = layer_row(layer, hits->items[i].row - layer->first_row);
        if (row && row->kind == KNOWLEDGE_STATE)
            return true;
    }
    return false;
}

/* Where a walk through a pattern stands: words [first, at) are used, `state` named so far. */
struct pattern_walk {
    uint64_t hash;
    uint32_t first, at, state;
    uint8_t slots, depth;
};

static void emit_patterns(const struct scan *scan, const struct layer *layer, uint32_t value,
                          struct pattern_walk walk, struct hit_list *hits)
{
    struct knowledge_hit hit = {.state = walk.state};
    const struct disk_name *name = layer_first_name(layer, value);
    for (size_t i = 0; i < hits->count; i++) { /* one with more words of its own came first */
        const struct knowledge_hit *old = &hits->items[i];
        const struct disk_row *row = layer_row(layer, old->row - layer->first_row);
        if (row && row->kind == KNOWLEDGE_PATTERN && old->state == walk.state &&
            old->words == walk.at - walk.first)
            return;
    }
    if (name && walk.at > walk.first)
        emit(scan, layer, name, walk.first, walk.at, hit, hits);
}

/* Recursion is as deep as a pattern is long: PATTERN_DEPTH at most. */
static void walk_pattern(struct scan *scan, const struct layer *layer, struct pattern_walk walk,
                         struct hit_list *hits)
{
    uint32_t value = layer_probe(layer, walk.hash);
    if (!value || walk.depth >= PATTERN_DEPTH)
        return;
    emit_patterns(scan, layer, value, walk, hits);
    if (!(value & SLOT_LONGER) || walk.at >= scan->count ||
        (walk.at > walk.first && scan->words[walk.at].word.gap))
        return;
    struct pattern_walk next = walk;
    next.depth++;
    next.at++;
    next.hash = step_hash(walk.hash, scan->words[walk.at].word.hash);
    walk_pattern(scan, layer, next, hits);
    for (int slot = 0; value & SLOT_PATTERN && slot < PATTERN_SLOTS && walk.slots < 2; slot++) {
        struct choice choices[SLOT_CHOICES];
        next.hash = step_hash(walk.hash, pattern_slot_hash((enum pattern_slot)slot));
        if (!layer_probe(layer, next.hash))
            continue;
        if (!walk.depth && slot != SLOT_TOPIC && !names_state(layer, hits))
            continue;
        size_t count = slot == SLOT_TOPIC
                           ? topic_choices(scan, layer, walk.at, choices)
                           : state_choices(scan, layer, walk.at, (enum pattern_slot)slot, choices);
        for (size_t i = 0; i < count; i++) {
            next.slots = (uint8_t)(walk.slots + 1);
            next.at = choices[i].end;
            /* Of two states the one before the body owns it: "Israeli embassy in Cairo". */
            next.state = walk.state != NONE ? walk.state : choices[i].state;
            walk_pattern(scan, layer, next, hits);
        }
    }
}

/* ---- one place ---- */

/* Longer before shorter, otherwise as found. Few items: by insertion. */
static void sort_hits(struct hit_list *hits)
{
    for (size_t i = 1; i < hits->count; i++) {
        struct knowledge_hit hit = hits->items[i];
        size_t at = i;
        for (; at > 0 && hits->items[at - 1].words < hit.words; at--)
            hits->items[at] = hits->items[at - 1];
        hits->items[at] = hit;
    }
}

/* Users' rows win: those of the built-in base with the same words go. */
static void prefer_user(struct hit_list *hits)
{
    size_t kept = 0;
    for (size_t i = 0; i < hits->count; i++) {
        bool beaten = false;
        for (size_t j = 0; !hits->items[i].user && j < hits->count && !beaten; j++)
            beaten = hits->items[j].user && hits->items[j].words == hits->items[i].words;
        if (!beaten)
            hits->items[kept++] = hits->items[i];
    }
    hits->count = kept;
}

static void hits_at(struct scan *scan, uint32_t first, struct hit_list *hits)
{
    for (uint32_t i = 0; i < scan->knowledge->layer_count; i++) {
        const struct layer *layer = &scan->knowledge->layers[i];
        if (walk_names(scan, layer, first, false, hits))
            walk_names(scan, layer, first, true, hits);
        struct pattern_walk walk = {seed_hash(SEED_PATTERN), first, first, NONE, 0, 0};
        if (!layer->user)
            walk_pattern(scan, layer, walk, hits);
    }
    sort_hits(hits);
}

size_t knowledge_scan(const struct knowledge *knowledge, struct annals_report *report,
                      struct knowledge_hit **hits)
{
    struct arena *arena = &report->arena;
    ARRAY_OF(struct text_word) words = {0};
    ARRAY_OF(struct knowledge_hit) found = {0};
    bool gap = true;
    for (uint32_t token = 0; token < report->tokens.count; token++) {
        struct text_word some[NAME_WORDS];
        uint32_t count = token_words(report, token, &gap, some, NAME_WORDS);
        for (uint32_t i = 0; i < count; i++)
            *array_push(arena, &words) = some[i];
    }
    struct scan scan = {knowledge, report, report->published, words.items, (uint32_t)words.count,
                        NONE,      false};
    for (uint32_t i = 0; i < scan.count; i++) {
        struct knowledge_hit items[HITS_AT_ONCE];
        struct hit_list list = {items, 0, HITS_AT_ONCE};
        hits_at(&scan, i, &list);
        prefer_user(&list);
        for (size_t j = 0; j < list.count; j++)
            *array_push(arena, &found) = items[j];
    }
    *hits = found.items;
    return found.count;
}

size_t knowledge_match(const struct knowledge *knowledge, const struct annals_report *report,
                       uint32_t first, uint32_t last, struct knowledge_hit *hits, size_t limit)
{
    struct text_word words[NAME_WORDS];
    uint32_t count = 0;
    bool gap = true;
    if (last > report->tokens.count)
        last = (uint32_t)report->tokens.count;
    for (uint32_t token = first; token < last && count < NAME_WORDS; token++)
        count += token_words(report, token, &gap, words + count, NAME_WORDS - count);
    if (!count || words[0].token != first)
        return 0;
    struct scan scan = {knowledge, report, report->published, words, count, NONE, false};
    struct hit_list list = {hits, 0, limit};
    hits_at(&scan, 0, &list);
    prefer_user(&list);
    return list.count;
}

/* ---- preference ---- */

double knowledge_preference(const struct knowledge_hit *hit, const struct knowledge_row *row)
{
    double score = hit->user ? 1000 : 0;
    score += hit->holds ? 3 : 0;
    score -= hit->common ? 1 : 0;
    switch (row->kind) {
    case KNOWLEDGE_STATE:
        return score + (hit->relation == RELATION_NAME     ? 8
                        : hit->relation == RELATION_REGION ? 5
                                                           : 7);
    case KNOWLEDGE_ORGAN: return score + 6;
    case KNOWLEDGE_PERSON: return score + 1;
    case KNOWLEDGE_PATTERN: return score + (hit->state != NONE ? 7 : 5.5);
    case KNOWLEDGE_ROLE: return -1;
    case KNOWLEDGE_PEOPLE: return score + 5;
    default: return score + 5.5; /* organisations and groups */
    }
}

struct str knowledge_state_sector(unsigned relation, bool is_place, bool is_people_at_large)
{
    return is_place || is_people_at_large || relation == RELATION_REGION ? STR("CVL") : STR("GOV");
}

/* ---- phrases ---- */

static void add_family(const struct knowledge *knowledge, struct str phrase, struct date date,
                       uint32_t words, struct hit_list *hits)
{
    uint32_t people[64];
    size_t count = knowledge_family(knowledge, phrase, date, people, 64);
    for (size_t i = 0; i < count; i++) {
        uint32_t number = people[i];
        const struct layer *layer = row_layer(knowledge, &number);
        push_hit(hits, (struct knowledge_hit){.row = people[i],
                                              .state = NONE,
                                              .relation = RELATION_FAMILY_NAME,
                                              .words = (uint8_t)words,
                                              .holds = true,
                                              .user = layer && layer->user});
    }
}

size_t knowledge_lookup(const struct knowledge *knowledge, struct str phrase, struct date date,
                        struct knowledge_hit *hits, size_t limit)
{
    struct text_word words[NAME_WORDS];
    uint32_t count = 0;
    size_t at = 0;
    struct name_word word;
    while (count < NAME_WORDS && next_name_word(phrase, &at, false, &word))
        words[count++] = (struct text_word){word, str_slice(phrase, word.start, word.end), 0};
    if (!count)
        return 0;
    struct scan scan = {knowledge, NULL, date, words, count, NONE, false};
    struct hit_list list = {hits, 0, limit};
    hits_at(&scan, 0, &list);
    /* Sorted by length: those of the whole phrase come first. */
    size_t whole = 0;
    while (whole < list.count && hits[whole].words == count)
        whole++;
    list.count = whole;
    add_family(knowledge, phrase, date, count, &list);
    return list.count;
}
