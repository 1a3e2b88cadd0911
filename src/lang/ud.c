/* ud.c — names of the closed sets of ud.h. */
#include "lang/ud.h"

static const char *const UPOS_NAMES[] = {
    "_",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
    "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
};

static const char *const XPOS_NAMES[] = {
    "_",    "$",   "''",  ",",    "-LRB-", "-RRB-", ".",   ":",   "ADD", "AFX", "CC",  "CD", "DT",
    "EX",   "FW",  "GW",  "HYPH", "IN",    "JJ",    "JJR", "JJS", "LS",  "MD",  "NFP", "NN", "NNP",
    "NNPS", "NNS", "PDT", "POS",  "PRP",   "PRP$",  "RB",  "RBR", "RBS", "RP",  "SYM", "TO", "UH",
    "VB",   "VBD", "VBG", "VBN",  "VBP",   "VBZ",   "WDT", "WP",  "WP$", "WRB", "``",
};

static const char *const DEPREL_NAMES[] = {
    "_",
    "acl",
    "acl:relcl",
    "advcl",
    "advcl:relcl",
    "advmod",
    "amod",
    "appos",
    "aux",
    "aux:pass",
    "case",
    "cc",
    "cc:preconj",
    "ccomp",
    "compound",
    "compound:prt",
    "conj",
    "cop",
    "csubj",
    "csubj:outer",
    "csubj:pass",
    "dep",
    "det",
    "det:predet",
    "discourse",
    "dislocated",
    "expl",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "list",
    "mark",
    "nmod",
    "nmod:desc",
    "nmod:poss",
    "nmod:unmarked",
    "nsubj",
    "nsubj:outer",
    "nsubj:pass",
    "nummod",
    "obj",
    "obl",
    "obl:agent",
    "obl:unmarked",
    "orphan",
    "parataxis",
    "punct",
    "ref",
    "reparandum",
    "root",
    "vocative",
    "xcomp",
};

const char *upos_name(unsigned upos)
{
    return upos < UPOS_COUNT ? UPOS_NAMES[upos] : "_";
}

const char *xpos_name(unsigned xpos)
{
    return xpos < XPOS_COUNT ? XPOS_NAMES[xpos] : "_";
}

const char *deprel_name(unsigned deprel)
{
    return deprel < DEPREL_COUNT ? DEPREL_NAMES[deprel] : "_";
}

static unsigned index_of(const char *const *names, unsigned count, struct str name)
{
    if (!name.size)
        return 0;
    for (unsigned i = 1; i < count; i++)
        if (names[i][0] == name.data[0] && str_equal(str_of(names[i]), name))
            return i;
    return 0;
}

unsigned upos_of(struct str name)
{
    return index_of(UPOS_NAMES, UPOS_COUNT, name);
}

unsigned xpos_of(struct str name)
{
    return index_of(XPOS_NAMES, XPOS_COUNT, name);
}

unsigned deprel_of(struct str name)
{
    unsigned deprel = index_of(DEPREL_NAMES, DEPREL_COUNT, name);
    if (deprel || !name.size)
        return deprel;
    struct str rest = name;
    return index_of(DEPREL_NAMES, DEPREL_COUNT, str_cut(&rest, ':'));
}

/* What a relation with a subtype is without it; 0: it has none. */
static const uint8_t PLAIN_RELATIONS[DEPREL_COUNT] = {
    [DEPREL_ACL_RELCL] = DEPREL_ACL,         [DEPREL_ADVCL_RELCL] = DEPREL_ADVCL,
    [DEPREL_AUX_PASS] = DEPREL_AUX,          [DEPREL_CC_PRECONJ] = DEPREL_CC,
    [DEPREL_COMPOUND_PRT] = DEPREL_COMPOUND, [DEPREL_CSUBJ_OUTER] = DEPREL_CSUBJ,
    [DEPREL_CSUBJ_PASS] = DEPREL_CSUBJ,      [DEPREL_DET_PREDET] = DEPREL_DET,
    [DEPREL_NMOD_DESC] = DEPREL_NMOD,        [DEPREL_NMOD_POSS] = DEPREL_NMOD,
    [DEPREL_NMOD_UNMARKED] = DEPREL_NMOD,    [DEPREL_NSUBJ_OUTER] = DEPREL_NSUBJ,
    [DEPREL_NSUBJ_PASS] = DEPREL_NSUBJ,      [DEPREL_OBL_AGENT] = DEPREL_OBL,
    [DEPREL_OBL_UNMARKED] = DEPREL_OBL,
};

unsigned deprel_base(unsigned deprel)
{
    return deprel < DEPREL_COUNT && PLAIN_RELATIONS[deprel] ? PLAIN_RELATIONS[deprel] : deprel;
}
