/* content.c — what requests, refusals, promises and threats are about, which sets their mode and
 * code; and acts that turn into one of these because they are still to come, refused, cancelled. */
#include "what/coding.h"

/* How particular a row of the table is for this content; 0: it does not fit. `token` is the word
 * that tells the content, `object` what that word acts on. */
static int content_rank(const struct coding *coding, const struct content_row *row, uint32_t token,
                        uint32_t object, const struct reading *inner)
{
    if (row->class != MAP_NONE) {
        if (is_in_class(coding, token, row->class))
            return 5;
        return is_in_class(coding, object, row->class) ? 2 : 0;
    }
    if (row->category == CATEGORY_NONE)
        return 1;
    if (!inner || inner->category != row->category)
        return 0;
    if (!row->inner_mode.size)
        return 3;
    return str_equal(inner->mode, row->inner_mode) ? 4 : 0;
}

/* Code of the table under the root of the row: 0253 becomes 1053 for a demand. */
static struct str code_under_root(const struct coding *coding, struct str code, struct str own)
{
    if (code.size < 3 || own.size < 2 || str_equal(str_slice(code, 0, 2), str_slice(own, 0, 2)))
        return code;
    struct str moved =
        str_format(coding->arena, "%.*s%.*s", 2, own.data, (int)code.size - 2, code.data + 2);
    const struct cameo_code *found = ontology_code(coding->ontology, moved);
    return found ? found->code : code;
}

const struct reading *content_reading(const struct coding *coding, uint32_t token)
{
    const struct reading *inner = coding->reading[token];
    if (inner && inner->category != CATEGORY_NONE)
        return inner;
    uint32_t object = see_through(coding, child_with(coding, token, DEPREL_OBJ));
    if (object != NONE && coding->reading[object] && coding->reading[object]->light == token)
        return coding->reading[object];
    return inner;
}

static void look_up_content(const struct coding *coding, struct reading *reading, uint32_t token,
                            const struct reading *inner)
{
    uint32_t object =
        token == NONE ? NONE : see_through(coding, child_with(coding, token, DEPREL_OBJ));
    const struct content_row *best = NULL;
    int best_rank = 0;
    for (size_t i = 0; i < coding->lexicon->contents.count; i++) {
        const struct content_row *row = &coding->lexicon->contents.items[i];
        if (row->event != reading->category)
            continue;
        int rank = content_rank(coding, row, token, object, inner);
        if (rank >= best_rank && rank > 0) {
            best = row;
            best_rank = rank;
        }
    }
    if (!best)
        return;
    reading->mode = best->mode;
    if (best->cameo.size)
        reading->cameo = code_under_root(coding, best->cameo, reading->cameo);
}

void apply_content(struct coding *coding, struct reading *reading)
{
    if (!reading->by_content || reading->category == CATEGORY_NONE)
        return;
    uint32_t token = reading->content == NONE ? NONE : see_through(coding, reading->content);
    look_up_content(coding, reading, token, token == NONE ? NULL : content_reading(coding, token));
}

void turn_into(struct coding *coding, struct reading *reading, uint8_t category, const char *why)
{
    struct reading before = *reading;
    reading->category = category;
    reading->turned = why;
    reading->mode = STR("");
    reading->cameo = coding->ontology->categories[category].cameo;
    look_up_content(coding, reading, reading->trigger, &before);
}
