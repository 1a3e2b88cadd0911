/* lang.c — the stage, step by step; see lang.h. */
#include "lang/lang.h"

#include "lang/enhance.h"
#include "lang/lemma.h"
#include "lang/segment.h"
#include "lang/tag_and_parse.h"

struct language_model {
    struct segmenter *segmenter;
    struct lemmatizer *lemmatizer;
    struct analyser *analyser;
};

int language_open(struct arena *arena, const char *name, struct str bytes,
                  struct language_model **model, struct annals_error *error)
{
    *model = arena_new(arena, struct language_model);
    struct model_file file;
    int status = model_file_open(name, bytes, &file, error);
    if (!status)
        status = analyser_open(arena, &file, &(*model)->analyser, error);
    if (!status)
        status = segmenter_open(arena, name, model_section(&file, "segment"), &(*model)->segmenter,
                                error);
    if (!status)
        status = lemmatizer_open(arena, name, model_section(&file, "lemma"), &(*model)->lemmatizer,
                                 error);
    return status;
}

void language_close(struct language_model *model)
{
    if (model)
        analyser_close(model->analyser);
}

int read_language(const struct language_model *model, struct annals_report *report,
                  struct annals_error *error)
{
    int status = report->tokens_given ? ANNALS_OK : split_text(model->segmenter, report, error);
    if (!status)
        status = tag_and_parse(model->analyser, report, error);
    if (status)
        return status;
    index_tree(report);
    lemmatize(model->lemmatizer, report);
    if (report->edges.count == 0) /* else CoNLL-U brought its own */
        build_enhanced_graph(report);
    return ANNALS_OK;
}

size_t language_lemmas(const struct language_model *model, struct arena *arena, struct str form,
                       struct str lemmas[LEMMAS_OF_WORD])
{
    /* Endings that a form of its tag has; "": any. */
    static const struct {
        unsigned upos, xpos;
        const char *ending;
    } tags[LEMMAS_OF_WORD - 1] = {{UPOS_VERB, XPOS_VBD, ""},
                                  {UPOS_VERB, XPOS_VBZ, "s"},
                                  {UPOS_VERB, XPOS_VBG, "ing"},
                                  {UPOS_NOUN, XPOS_NNS, ""}};
    size_t count = 1;
    lemmas[0] = lemma_key_form(arena, form);
    for (size_t i = 0; i < LEMMAS_OF_WORD - 1; i++) {
        bool past_in_s = tags[i].xpos == XPOS_VBD && str_ends(lemmas[0], STR("s"));
        if (past_in_s || !str_ends(lemmas[0], str_of(tags[i].ending)))
            continue;
        struct str lemma =
            lemma_of(model->lemmatizer, arena, lemmas[0], tags[i].upos, tags[i].xpos);
        bool known = false;
        for (size_t k = 0; k < count; k++)
            known |= str_equal(lemmas[k], lemma);
        if (!known)
            lemmas[count++] = lemma;
    }
    return count;
}
