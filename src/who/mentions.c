/* mentions.c — which noun phrases and pronouns may stand for parties, and how far each reaches. */
#include <stdlib.h>

#include "lang/lang.h"
#include "who/draft.h"
#include "who/phrases.h"

/* ---- what the words of a piece can be ---- */

static bool piece_has_kind(const struct who *who, const struct piece *piece,
                           enum knowledge_kind kind)
{
    struct knowledge_row row;
    for (uint32_t i = 0; i < piece->hit_count; i++)
        if (knowledge_get(who->knowledge, who->hits[piece->hit + i].row, &row) && row.kind == kind)
            return true;
    return false;
}

static bool piece_has_relation(const struct who *who, const struct piece *piece,
                               enum knowledge_relation relation)
{
    for (uint32_t i = 0; i < piece->hit_count; i++)
        if (who->hits[piece->hit + i].relation == relation)
            return true;
    return false;
}

static bool is_acronym(struct str form)
{
    size_t letters = 0;
    for (size_t i = 0; i < form.size; i++) {
        if (form.data[i] >= 'a' && form.data[i] <= 'z')
            return false;
        letters += form.data[i] >= 'A' && form.data[i] <= 'Z';
    }
    return letters >= 2;
}

/* The word that tells the kind of an unknown name: its last, else its first ("Party", "Ministry").
 */
static const struct who_word *name_noun(const struct who *who, const struct piece *piece)
{
    const struct who_word *word = who_word(who, piece->end - 1, WORD_NAME_NOUN);
    return word ? word : who_word(who, piece->first, WORD_NAME_NOUN);
}

static bool is_no_party(const struct who *who, const struct piece *piece)
{
    const struct who_word *word = piece->hit_count ? NULL : name_noun(who, piece);
    return word && str_equal(word->value, STR("NONE"));
}

/* May the piece be a person's name, so that a title can stand before it? */
static bool may_be_person(const struct who *who, const struct piece *piece)
{
    if (!piece->is_name || piece->is_adjective)
        return false;
    if (piece->hit_count)
        return piece_has_kind(who, piece, KNOWLEDGE_PERSON);
    return !name_noun(who, piece) &&
           !(piece->end - piece->first == 1 && is_acronym(who_token(who, piece->first)->form));
}

static uint8_t type_of_word(const struct who_word *word)
{
    static const char *const NAMES[] = {"PER", "ORG", "GPE", "LOC", "FAC", "NORP", "ROLE"};
    for (uint8_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (str_starts(word->value, str_of(NAMES[i])))
            return i;
    return ENTITY_ORG;
}

/* ---- titles ---- */

/* What stands before a name and belongs to it. */
struct title {
    uint32_t first;        /* first token of it */
    uint32_t role;         /* piece, NONE */
    uint32_t abbreviation; /* token of "Gen.", NONE */
    bool has_honorific;
    char gender;
};

static bool is_title_role(const struct who *who, const struct piece *role, const struct piece *name)
{
    struct knowledge_row row;
    if (role->role == NONE || !knowledge_get(who->knowledge, role->role, &row))
        return false;
    bool collective = str_equal(row.subkind, STR("collective"));
    uint32_t of_name = who_token(who, name->head)->head, of_role = who_token(who, role->head)->head;
    bool tied = (of_name != NONE && of_name >= role->first && of_name < role->end) ||
                (of_role != NONE && of_role >= name->first && of_role < name->end);
    if (collective)
        return tied && !may_be_person(who, name);
    return may_be_person(who, name) && (tied || !role->is_plural);
}

static struct title find_title(const struct who *who, const struct piece *name)
{
    struct title title = {.first = name->first, .role = NONE, .abbreviation = NONE};
    uint32_t start = who->report->sentences.items[who_token(who, name->first)->sentence].first;
    while (title.first > start) {
        uint32_t token = title.first - 1, piece = who->piece_of_token[token];
        if (token >= start + 3 && str_equal(who_token(who, token)->form, STR(")")) &&
            str_equal(who_token(who, token - 2)->form, STR("(")))
            piece = who->piece_of_token[token - 3]; /* Member of Parliament (MP) … */
        const struct who_word *honorific = who_word(who, token, WORD_HONORIFIC);
        if (who_word(who, token, WORD_ABBREVIATION)) {
            title.abbreviation = title.first = token;
        } else if (honorific && who_token(who, token)->upos == UPOS_PROPN) {
            title.has_honorific = true;
            title.gender = honorific->gender ? honorific->gender : title.gender;
            title.first = token;
        } else if (piece != NONE && is_title_role(who, &who->pieces.items[piece], name)) {
            title.role = piece;
            title.first = who->pieces.items[piece].first;
            return title;
        } else {
            return title;
        }
    }
    return title;
}

/* ---- drafts ---- */

static char number_of(const struct who *who, uint32_t token)
{
    unsigned xpos = who_token(who, token)->xpos;
    if (xpos == XPOS_NNS || xpos == XPOS_NNPS)
        return 'p';
    return xpos == XPOS_NN || xpos == XPOS_NNP ? 's' : 0;
}

static bool is_definite_determiner(struct str word)
{
    return str_equal(word, STR("the")) || str_equal(word, STR("this")) ||
           str_equal(word, STR("that")) || str_equal(word, STR("these")) ||
           str_equal(word, STR("those")) || str_equal(word, STR("both"));
}

bool is_definite_phrase(const struct who *who, uint32_t head)
{
    if (tree_dependent(who->report, head, DEPREL_NMOD_POSS, NONE) != NONE)
        return true;
    uint32_t token = NONE;
    while ((token = tree_dependent(who->report, head, DEPREL_DET, token)) != NONE)
        if (is_definite_determiner(who->folded[token]))
            return true;
    return false;
}

static struct draft *add_draft(struct who *who, uint32_t head, uint8_t kind, uint8_t type)
{
    struct draft *draft = array_push(who->arena, &who->drafts);
    *draft = (struct draft){.sentence = who_token(who, head)->sentence,
                            .first = head,
                            .end = head + 1,
                            .head = head,
                            .name = NONE,
                            .role = NONE,
                            .kind = kind,
                            .type = type,
                            .number = number_of(who, head),
                            .previous_of_family = NONE,
                            .reading = {.row = NONE}};
    return draft;
}

/* "former", "deputy" before the office, "-designate" behind it. */
static void read_marks(const struct who *who, struct draft *draft, const struct piece *role)
{
    for (uint32_t token = draft->first; token < role->first; token++) {
        draft->is_former = draft->is_former || who_word(who, token, WORD_FORMER);
        draft->is_lesser = draft->is_lesser || who_word(who, token, WORD_LESSER);
        draft->is_abroad = draft->is_abroad || who_word(who, token, WORD_ABROAD);
    }
    draft->is_abroad = draft->is_abroad || who_word(who, role->head, WORD_NOBODY);
    uint32_t end = who->report->sentences.items[draft->sentence].first +
                   who->report->sentences.items[draft->sentence].count;
    for (uint32_t token = role->end; token < end && token < role->end + 2; token++)
        draft->is_lesser = draft->is_lesser || who_word(who, token, WORD_LESSER);
}

/* A name that takes a title in: the phrase of whichever stands higher in the tree. */
static void add_title(struct who *who, struct draft *draft, const struct title *title)
{
    draft->has_honorific = title->has_honorific || title->abbreviation != NONE;
    draft->gender = title->gender ? title->gender : draft->gender;
    if (title->first < draft->first)
        draft->first = title->first;
    if (draft->has_honorific || title->role != NONE) {
        draft->type = ENTITY_PER;
        draft->type_known = true;
    }
    if (title->abbreviation != NONE)
        draft->abbreviation = who_word(who, title->abbreviation, WORD_ABBREVIATION);
    if (title->role == NONE)
        return;
    struct piece *role = &who->pieces.items[title->role];
    role->is_title = true;
    draft->role = title->role;
    uint32_t first = phrase_first(who->report, role->head);
    draft->first = first < draft->first ? first : draft->first;
    uint32_t governor = who_token(who, draft->head)->head;
    if (governor != NONE && governor >= role->first && governor < role->end)
        draft->head = role->head;
    read_marks(who, draft, role);
}

/* What an unknown name is, as far as its words tell. */
static void guess_type(const struct who *who, struct draft *draft, const struct piece *piece)
{
    const struct who_word *noun = name_noun(who, piece);
    uint32_t preposition = phrase_preposition(who->report, piece->head);
    bool single = piece->end - piece->first == 1;
    draft->type_known = true;
    if (noun && !draft->has_honorific) {
        draft->type = type_of_word(noun);
        return;
    }
    char gender = given_name_gender(who->tables, who->folded[piece->first]);
    if (draft->has_honorific || (gender && !single)) {
        draft->type = ENTITY_PER;
        draft->gender = draft->gender ? draft->gender : gender;
        return;
    }
    draft->type_known = false;
    uint32_t determiner = tree_dependent(who->report, piece->head, DEPREL_DET, NONE);
    if (is_acronym(who_token(who, piece->first)->form) || determiner != NONE)
        draft->type = ENTITY_ORG;
    else if (preposition != NONE && single &&
             (who_word(who, preposition, WORD_PLACE) ||
              str_equal(who->folded[preposition], STR("from"))))
        draft->type = ENTITY_GPE;
    else
        draft->type = ENTITY_PER;
}

static void draft_name(struct who *who, uint32_t index)
{
    struct piece *piece = &who->pieces.items[index];
    struct title title = find_title(who, piece);
    struct draft *draft = add_draft(who, piece->head, MENTION_NAME, ENTITY_ORG);
    draft->name = index;
    draft->is_definite = true;
    draft->is_adjective = piece->is_adjective;
    draft->first = phrase_first(who->report, piece->head);
    if (draft->first > piece->first || piece->is_adjective)
        draft->first = piece->first;
    draft->end = piece->end;
    if (!piece->is_adjective)
        add_title(who, draft, &title);
    if (!piece->hit_count) {
        guess_type(who, draft, piece);
        uint32_t end = phrase_end(who->report, piece->head, draft->type == ENTITY_ORG);
        draft->end = end > draft->end && draft->type != ENTITY_PER ? end : draft->end;
    } else if (piece_has_relation(who, piece, RELATION_MEMBER) ||
               piece_has_relation(who, piece, RELATION_MEMBERS)) {
        draft->kind = MENTION_NOMINAL;
        draft->is_definite = is_definite_phrase(who, piece->head);
        draft->end = phrase_end(who->report, piece->head, true);
    }
    draft->end = draft->end > piece->end ? draft->end : piece->end;
}

/* Is the noun the head of its phrase, or does it only modify one? */
static bool heads_phrase(const struct who *who, uint32_t head)
{
    unsigned deprel = who_token(who, head)->deprel;
    switch (deprel_base(deprel)) {
    case DEPREL_FLAT:
    case DEPREL_FIXED:
    case DEPREL_GOESWITH:
    case DEPREL_AMOD:
    case DEPREL_DET:
    case DEPREL_CASE:
    case DEPREL_CC:
    case DEPREL_MARK:
    case DEPREL_ADVMOD: return false;
    default: return deprel != DEPREL_NMOD_DESC;
    }
}

static bool is_noun(const struct who *who, uint32_t token)
{
    unsigned upos = who_token(who, token)->upos;
    return upos == UPOS_NOUN || upos == UPOS_PROPN;
}

/* A noun before another is a party only where it names one that acts: the police raid, a rebel
 * attack; not the student loan. */
static bool acts_as_modifier(const struct who *who, const struct piece *piece)
{
    static const char *const SECTORS[] = {"GOV", "MIL", "COP", "LEG", "JUD", "SPY",
                                          "REB", "UAF", "PRM", "OPP", NULL};
    struct knowledge_row row;
    if (!knowledge_get(who->knowledge, piece->role, &row))
        return false;
    for (int i = 0; SECTORS[i]; i++)
        if (str_equal(row.sector, str_of(SECTORS[i])))
            return true;
    return false;
}

static uint32_t description_end(const struct who *who, uint32_t head);

static void draft_role(struct who *who, uint32_t index)
{
    struct piece *piece = &who->pieces.items[index];
    if (deprel_base(who_token(who, piece->head)->deprel) == DEPREL_COMPOUND &&
        !acts_as_modifier(who, piece))
        return;
    bool adjective = who_token(who, piece->head)->upos == UPOS_ADJ; /* the military, the wounded */
    if (piece->is_title || !heads_phrase(who, piece->head) ||
        (!is_noun(who, piece->head) && !(adjective && is_definite_phrase(who, piece->head))))
        return;
    struct draft *draft = add_draft(who, piece->head, MENTION_NOMINAL, ENTITY_ROLE);
    draft->role = index;
    draft->number = piece->is_plural ? 'p' : draft->number;
    draft->is_definite = is_definite_phrase(who, piece->head);
    draft->first = phrase_first(who->report, piece->head);
    draft->first = draft->first < piece->first ? draft->first : piece->first;
    draft->end = description_end(who, piece->head);
    draft->end = draft->end > piece->end ? draft->end : piece->end;
    draft->word = who->words[piece->head];
    const struct who_word *person = word_in_class(draft->word, WORD_DEFINITE_PERSON);
    struct knowledge_row row;
    if (knowledge_get(who->knowledge, piece->role, &row) &&
        (row.gender == 'm' || row.gender == 'f'))
        draft->gender = row.gender;
    else if (person)
        draft->gender = person->gender;
    read_marks(who, draft, piece);
}

static bool is_description(const struct who_word *word)
{
    for (; word; word = word->next)
        if (word->word_class >= WORD_DEFINITE_STATE && word->word_class <= WORD_PART)
            return true;
    return false;
}

/* Behind the last token of a description: phrases that say where belong to it only if they name the
 * place ("civilians in Madaya", not "people in the early hours"). */
static uint32_t description_end(const struct who *who, uint32_t head)
{
    uint32_t end = phrase_end(who->report, head, true);
    for (uint32_t token = head + 1; token < end; token++) {
        uint32_t inner = who_token(who, token)->head;
        if (who_token(who, token)->deprel != DEPREL_CASE || inner == NONE || inner < token ||
            who_token(who, inner)->head != head)
            continue;
        bool places = who_word(who, token, WORD_PLACE) || who_word(who, token, WORD_PLACE_WEAK);
        uint32_t piece = who->piece_of_token[inner];
        if (places && (piece == NONE || !who->pieces.items[piece].is_name))
            return token;
    }
    return end;
}

/* "Dozens died", "killed twelve", "others": people who are counted and not named. */
static bool is_crowd(const struct who *who, uint32_t token)
{
    const struct token *at = who_token(who, token);
    unsigned base = deprel_base(at->deprel);
    if (base != DEPREL_NSUBJ && base != DEPREL_OBJ && at->deprel != DEPREL_OBL_AGENT)
        return false;
    bool counted = who_word(who, token, WORD_CROWD) || at->xpos == XPOS_CD;
    if (!counted || at->head == NONE ||
        tree_dependent(who->report, token, DEPREL_NMOD, NONE) != NONE)
        return false;
    return word_in_class(find_word(who->tables, who_token(who, at->head)->lemma), WORD_HARM) !=
           NULL;
}

/* Bases and refineries stand for their owners, numbers of victims for people. */
static void draft_counted(struct who *who, uint32_t token)
{
    bool facility = is_noun(who, token) && who_word(who, token, WORD_FACILITY) &&
                    heads_phrase(who, token) &&
                    deprel_base(who_token(who, token)->deprel) != DEPREL_COMPOUND;
    if (!facility && !is_crowd(who, token))
        return;
    struct draft *draft =
        add_draft(who, token, MENTION_NOMINAL, facility ? ENTITY_FAC : ENTITY_ROLE);
    draft->type_known = facility;
    draft->is_definite = is_definite_phrase(who, token);
    draft->first = phrase_first(who->report, token);
    draft->end = description_end(who, token);
    draft->word = facility ? who_word(who, token, WORD_FACILITY) : NULL;
    draft->is_counted = true;
    draft->number = facility ? draft->number : 'p';
}

/* "the group", "both countries": nouns without a role that can only take something up again. */
static void draft_description(struct who *who, uint32_t token)
{
    if (!is_noun(who, token) || !heads_phrase(who, token) ||
        deprel_base(who_token(who, token)->deprel) == DEPREL_COMPOUND ||
        !is_description(who->words[token]))
        return;
    struct draft *draft = add_draft(who, token, MENTION_NOMINAL, ENTITY_ORG);
    draft->is_definite = is_definite_phrase(who, token);
    draft->first = phrase_first(who->report, token);
    draft->end = phrase_end(who->report, token, true);
    draft->word = who->words[token];
    const struct who_word *person = word_in_class(draft->word, WORD_DEFINITE_PERSON);
    if (person) {
        draft->type = ENTITY_PER;
        draft->gender = person->gender;
    }
}

static void draft_pronoun(struct who *who, uint32_t token)
{
    const struct pronoun *pronoun = find_pronoun(who->tables, who->folded[token]);
    if (!pronoun || deprel_base(who_token(who, token)->deprel) == DEPREL_EXPL)
        return;
    struct draft *draft = add_draft(who, token, MENTION_PRONOUN, ENTITY_PER);
    draft->person = pronoun->person;
    draft->gender = pronoun->gender;
    draft->number = pronoun->number;
    draft->is_reflexive = pronoun->reflexive;
    draft->is_definite = true;
}

/* ---- what only says where ---- */

static bool is_place_type(uint8_t type)
{
    return type == ENTITY_GPE || type == ENTITY_LOC || type == ENTITY_FAC;
}

/* Does the preposition of the phrase make a place of it? Of a metonym ("to Washington") only those
 * that leave no doubt. */
static bool stands_as_place(const struct who *who, uint32_t head, bool is_metonym)
{
    const struct token *token = who_token(who, first_conjunct(who->report, head));
    unsigned base = deprel_base(token->deprel);
    if (base != DEPREL_OBL && base != DEPREL_NMOD && base != DEPREL_ROOT)
        return false;
    uint32_t preposition = phrase_preposition(who->report, head);
    if (preposition == NONE)
        preposition = phrase_preposition(who->report, first_conjunct(who->report, head));
    if (preposition == NONE)
        return false;
    if (who_word(who, preposition, WORD_PLACE))
        return true;
    if (is_metonym)
        return false;
    const struct who_word *governor =
        token->head == NONE
            ? NULL
            : find_word(who->tables, str_lower(who->arena, who_token(who, token->head)->lemma));
    return who_word(who, preposition, WORD_PLACE_WEAK) && word_in_class(governor, WORD_MOVE);
}

void mark_place(const struct who *who, struct draft *draft)
{
    if (draft->kind != MENTION_NAME || !is_place_type(draft->type) || draft->is_adjective)
        return;
    draft->is_place_only = stands_as_place(who, draft->head, draft->is_metonym);
    const struct token *head = who_token(who, draft->head);
    if (!draft->is_place_only && head->head != NONE &&
        (head->deprel == DEPREL_APPOS || head->deprel == DEPREL_NMOD_UNMARKED ||
         head->deprel == DEPREL_LIST))
        draft->is_place_only =
            stands_as_place(who, head->head, draft->is_metonym); /* in Aleppo, Syria */
}

/* ---- all of them ---- */

/* Outer before inner, by place. */
static int compare_drafts(const void *left, const void *right)
{
    const struct draft *a = left, *b = right;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    if (a->end != b->end)
        return a->end > b->end ? -1 : 1;
    return a->head < b->head ? -1 : a->head > b->head;
}

/* "the President of the United States Donald Trump": a role and, right behind its phrase, the name
 * that the tree hangs on it. The draft of the name takes the role in. */
static void merge_name_into_role(struct who *who, struct draft *name)
{
    if (name->kind != MENTION_NAME || name->role != NONE || name->name == NONE ||
        !may_be_person(who, &who->pieces.items[name->name]))
        return;
    uint32_t governor = who_token(who, name->head)->head;
    if (governor == NONE || governor >= name->first || who->draft_of_token[governor] == NONE ||
        who_token(who, name->head)->deprel == DEPREL_NMOD_POSS)
        return;
    struct draft *role = &who->drafts.items[who->draft_of_token[governor]];
    if (role->role == NONE || role->name != NONE || role->end != name->first || role->number == 'p')
        return;
    name->role = role->role;
    name->first = role->first;
    name->head = role->head;
    name->is_former = role->is_former;
    name->is_lesser = role->is_lesser;
    name->type = ENTITY_PER;
    name->type_known = true;
    role->first = NONE; /* to be left out */
}

static void index_drafts(struct who *who)
{
    for (size_t i = 0; i < who->report->tokens.count; i++)
        who->draft_of_token[i] = NONE;
    for (uint32_t i = 0; i < who->drafts.count; i++)
        who->draft_of_token[who->drafts.items[i].head] = i;
}

static void sort_drafts(struct who *who)
{
    index_drafts(who);
    for (size_t i = 0; i < who->drafts.count; i++)
        merge_name_into_role(who, &who->drafts.items[i]);
    size_t kept = 0;
    for (size_t i = 0; i < who->drafts.count; i++)
        if (who->drafts.items[i].first != NONE)
            who->drafts.items[kept++] = who->drafts.items[i];
    who->drafts.count = kept;
    if (kept)
        qsort(who->drafts.items, kept, sizeof *who->drafts.items, compare_drafts);
    for (uint32_t i = 0; i < kept; i++)
        who->drafts.items[i].parent = i;
    index_drafts(who);
}

void draft_mentions(struct who *who)
{
    for (uint32_t i = 0; i < who->pieces.count; i++) {
        const struct piece *piece = &who->pieces.items[i];
        if (!piece->is_dropped && piece->is_name && !is_no_party(who, piece))
            draft_name(who, i);
    }
    for (uint32_t i = 0; i < who->pieces.count; i++) {
        const struct piece *piece = &who->pieces.items[i];
        if (!piece->is_dropped && !piece->is_name && piece->role != NONE)
            draft_role(who, i);
    }
    for (uint32_t token = 0; token < who->report->tokens.count; token++) {
        if (who_token(who, token)->upos == UPOS_PRON)
            draft_pronoun(who, token);
        else if (who->piece_of_token[token] == NONE && is_description(who->words[token]))
            draft_description(who, token);
        else if (who->piece_of_token[token] == NONE)
            draft_counted(who, token);
    }
    sort_drafts(who);
}
