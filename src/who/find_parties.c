/* find_parties.c — the stage "who" from its first step to its last. */
#include "who/coreference.h"

/* Lower-case forms and classes of words, looked up once. */
static void fold_tokens(struct who *who)
{
    size_t count = who->report->tokens.count;
    who->folded = arena_new_array(who->arena, count, struct str);
    who->words = arena_new_array(who->arena, count, const struct who_word *);
    who->piece_of_token = arena_new_array(who->arena, count, uint32_t);
    who->draft_of_token = arena_new_array(who->arena, count, uint32_t);
    for (size_t i = 0; i < count; i++) {
        const struct token *token = &who->report->tokens.items[i];
        who->folded[i] = utf8_fold(who->arena, token->form);
        who->words[i] = find_word(who->tables, who->folded[i]);
        if (!who->words[i]) /* plurals and verbs by their lemma */
            who->words[i] = find_word(who->tables, token->lemma);
        who->piece_of_token[i] = who->draft_of_token[i] = NONE;
    }
}

int find_parties(const struct who_tables *tables, const struct knowledge *knowledge,
                 const struct gazetteer *gazetteer, struct annals_report *report,
                 struct annals_error *error)
{
    (void)error;
    struct who who = {.tables = tables,
                      .knowledge = knowledge,
                      .gazetteer = gazetteer,
                      .report = report,
                      .arena = &report->arena,
                      .country_scores = {.arena = &report->arena}};
    report->mention_of_token = arena_new_array(&report->arena, report->tokens.count, uint32_t);
    for (size_t i = 0; i < report->tokens.count; i++)
        report->mention_of_token[i] = NONE;
    fold_tokens(&who);
    who.hit_count = knowledge_scan(knowledge, report, &who.hits);
    find_pieces(&who);
    find_source(&who);
    find_report_country(&who);
    draft_mentions(&who);
    tie_owners(&who);
    link_names(&who);
    link_places(&who);
    link_phrases(&who);
    find_speakers(&who);
    resolve_references(&who);
    write_parties(&who);
    return ANNALS_OK;
}
