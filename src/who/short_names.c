/* short_names.c — short names that stand for one body only beside another name:
 * data/who/short_names.
 */
#include "who/linking.h"

static bool names_row(const struct who *who, enum knowledge_kind kind, struct str key)
{
    struct knowledge_row row;
    for (size_t i = 0; i < who->hit_count; i++)
        if (knowledge_get(who->knowledge, who->hits[i].row, &row) && row.kind == kind &&
            str_equal(row.key, key))
            return true;
    return false;
}

/* Does the word before the phrase leave its meaning as it is: the, global, counter-ISIL? */
static bool is_beside_phrase(const struct who *who, uint32_t token, uint32_t with_row)
{
    unsigned upos = who_token(who, token)->upos;
    if (upos == UPOS_DET || upos == UPOS_PUNCT || upos == UPOS_PRON || upos == UPOS_PART ||
        upos == UPOS_NUM || who_word(who, token, WORD_ABROAD) || who_word(who, token, WORD_AGAINST))
        return true;
    uint32_t piece = who->piece_of_token[token];
    for (uint32_t i = 0; piece != NONE && i < who->pieces.items[piece].hit_count; i++)
        if (who->hits[who->pieces.items[piece].hit + i].row == with_row)
            return true;
    return false;
}

/* Is the draft the phrase and nothing that gives it another meaning? */
static bool is_phrase(struct who *who, const struct draft *draft, struct str phrase,
                      uint32_t with_row)
{
    uint32_t words = 1;
    for (size_t i = 0; i < phrase.size; i++)
        words += phrase.data[i] == ' ';
    if (draft->reading.row != NONE || draft->is_adjective || draft->kind == MENTION_PRONOUN ||
        draft->number == 'p' || draft->head + 1 < words + draft->first)
        return false;
    struct piece name = {.first = draft->head + 1 - words, .end = draft->head + 1};
    if (!str_equal(name_key(who, &name), phrase))
        return false;
    for (uint32_t token = draft->first; token < name.first; token++)
        if (!is_beside_phrase(who, token, with_row))
            return false;
    return true;
}

static void link_short_name(struct who *who, const struct short_name *name)
{
    struct date date = who->report->published;
    uint32_t number = knowledge_find(who->knowledge, name->kind, name->key, date);
    uint32_t with = knowledge_find(who->knowledge, name->with_kind, name->with_key, date);
    struct knowledge_row row;
    uint32_t first = NONE;
    if (!knowledge_get(who->knowledge, number, &row) ||
        !names_row(who, name->with_kind, name->with_key))
        return;
    for (uint32_t i = 0; i < who->drafts.count; i++) {
        struct draft *draft = &who->drafts.items[i];
        if (!is_phrase(who, draft, name->phrase, with))
            continue;
        struct knowledge_hit *hit = arena_new(who->arena, struct knowledge_hit);
        *hit = (struct knowledge_hit){
            .row = number, .first = draft->first, .end = draft->end, .state = NONE, .holds = true};
        draft->role = NONE;
        draft->owner_count = 0;
        take_row(who, draft, hit, &row);
        if (first != NONE)
            join_drafts(who, first, i);
        first = first == NONE ? i : first;
    }
}

void link_short_names(struct who *who)
{
    size_t count;
    const struct short_name *names = short_names(who->tables, &count);
    for (size_t i = 0; i < count; i++)
        link_short_name(who, &names[i]);
}
