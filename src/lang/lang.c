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
