/* conllu.c — the trees in CoNLL-U: ten columns, the enhanced graph in the ninth, SpaceAfter=No in
 * the tenth (https://universaldependencies.org/format.html). */
#include "records/parts.h"

/* A field may hold neither tabs nor line ends; empty ones are `_`. */
static void field(struct writer *writer, struct str text)
{
    if (!text.size)
        write_char(writer, '_');
    size_t done = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] != '\t' && text.data[i] != '\n' && text.data[i] != '\r')
            continue;
        write_text(writer, str_slice(text, done, i));
        write_char(writer, ' ');
        done = i + 1;
    }
    write_text(writer, str_slice(text, done, text.size));
}

static void column(struct writer *writer, struct str text)
{
    write_char(writer, '\t');
    field(writer, text);
}

static bool misc_has_no_space(struct str misc)
{
    while (misc.data) {
        if (str_equal(str_cut(&misc, '|'), STR("SpaceAfter=No")))
            return true;
    }
    return false;
}

static void misc_column(struct writer *writer, struct str misc, bool space_after)
{
    bool add = !space_after && !misc_has_no_space(misc);
    write_char(writer, '\t');
    if (misc.size || !add)
        field(writer, misc);
    if (misc.size && add)
        write_char(writer, '|');
    if (add)
        write_text(writer, STR("SpaceAfter=No"));
    write_char(writer, '\n');
}

static unsigned number_in(const struct sentence *sentence, uint32_t token)
{
    return token == NONE ? 0 : token - sentence->first + 1;
}

static void enhanced_column(struct writer *writer, const struct annals_report *report,
                            const struct sentence *sentence, uint32_t token)
{
    write_char(writer, '\t');
    uint32_t from = 0, end = 0;
    if (report->first_edge) {
        from = report->first_edge[token];
        end = report->first_edge[token + 1];
    }
    if (from >= end)
        write_char(writer, '_');
    for (uint32_t i = from; i < end; i++) {
        const struct edge *edge = &report->edges.items[i];
        if (i > from)
            write_char(writer, '|');
        write_format(writer, "%u:%s", number_in(sentence, edge->head), deprel_name(edge->deprel));
        if (edge->lexical.size) {
            write_char(writer, ':');
            field(writer, edge->lexical);
        }
    }
}

/* The line "2-3 don't" before the words of a multiword token; the space behind it is its own. */
static void range_line(struct writer *writer, const struct annals_report *report,
                       const struct sentence *sentence, uint32_t token)
{
    const struct token *first = &report->tokens.items[token];
    uint32_t last = token + first->token_words - 1;
    if (last >= sentence->first + sentence->count)
        last = sentence->first + sentence->count - 1;
    write_format(writer, "%u-%u", number_in(sentence, token), number_in(sentence, last));
    column(writer, span_text(report, first->span));
    write_text(writer, STR("\t_\t_\t_\t_\t_\t_\t_"));
    misc_column(writer, STR(""), report->tokens.items[last].space_after);
}

static void token_line(struct writer *writer, const struct annals_report *report,
                       const struct sentence *sentence, uint32_t index)
{
    const struct token *token = &report->tokens.items[index];
    write_format(writer, "%u", number_in(sentence, index));
    column(writer, token->form);
    column(writer, token->lemma);
    column(writer, str_of(upos_name(token->upos)));
    column(writer, str_of(xpos_name(token->xpos)));
    column(writer, token->feats);
    if (token->deprel)
        write_format(writer, "\t%u", number_in(sentence, token->head));
    else
        write_text(writer, STR("\t_"));
    column(writer, str_of(deprel_name(token->deprel)));
    enhanced_column(writer, report, sentence, index);
    misc_column(writer, token->misc, token->token_words > 1 || token->space_after);
}

static void sentence_block(struct writer *writer, const struct annals_report *report, size_t index)
{
    const struct sentence *sentence = &report->sentences.items[index];
    write_text(writer, STR("# sent_id = "));
    if (sentence->id.size) {
        field(writer, sentence->id);
    } else {
        field(writer, report->id);
        write_format(writer, "-%zu", index + 1);
    }
    write_text(writer, STR("\n# text = "));
    field(writer, span_text(report, sentence->span));
    write_char(writer, '\n');
    for (uint32_t i = sentence->first; i < sentence->first + sentence->count; i++) {
        const struct token *token = &report->tokens.items[i];
        if (token->token_words > 1 && token->word_of_token == 0)
            range_line(writer, report, sentence, i);
        token_line(writer, report, sentence, i);
    }
    write_char(writer, '\n');
}

void write_conllu(struct writer *writer, const struct annals_report *report,
                  const struct annals_write_options *options)
{
    (void)options;
    for (size_t i = 0; i < report->sentences.count; i++) {
        const struct sentence *sentence = &report->sentences.items[i], *before = sentence - 1;
        if (i == 0) {
            write_text(writer, STR("# newdoc id = "));
            field(writer, report->id);
            write_char(writer, '\n');
        }
        if (i == 0 || before->paragraph != sentence->paragraph ||
            before->span.in_title != sentence->span.in_title)
            write_text(writer, STR("# newpar\n"));
        sentence_block(writer, report, i);
    }
}
