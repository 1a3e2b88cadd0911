/* ud.h — the closed sets of Universal Dependencies as English treebanks use them: word classes,
 * Penn tags, relations; their names as CoNLL-U writes them, and small questions about them.
 *
 * Numbers may change between versions; files hold names. */
#ifndef ANNALS_LANG_UD_H
#define ANNALS_LANG_UD_H

#include "base/str.h"

/* Universal part of speech; UPOS_NONE is `_`. */
enum upos {
    UPOS_NONE,
    UPOS_ADJ,
    UPOS_ADP,
    UPOS_ADV,
    UPOS_AUX,
    UPOS_CCONJ,
    UPOS_DET,
    UPOS_INTJ,
    UPOS_NOUN,
    UPOS_NUM,
    UPOS_PART,
    UPOS_PRON,
    UPOS_PROPN,
    UPOS_PUNCT,
    UPOS_SCONJ,
    UPOS_SYM,
    UPOS_VERB,
    UPOS_X,
    UPOS_COUNT
};

/* Penn Treebank tag; XPOS_NONE is `_`. */
enum xpos {
    XPOS_NONE,
    XPOS_DOLLAR,
    XPOS_CLOSE_QUOTE,
    XPOS_COMMA,
    XPOS_LRB,
    XPOS_RRB,
    XPOS_PERIOD,
    XPOS_COLON,
    XPOS_ADD,
    XPOS_AFX,
    XPOS_CC,
    XPOS_CD,
    XPOS_DT,
    XPOS_EX,
    XPOS_FW,
    XPOS_GW,
    XPOS_HYPH,
    XPOS_IN,
    XPOS_JJ,
    XPOS_JJR,
    XPOS_JJS,
    XPOS_LS,
    XPOS_MD,
    XPOS_NFP,
    XPOS_NN,
    XPOS_NNP,
    XPOS_NNPS,
    XPOS_NNS,
    XPOS_PDT,
    XPOS_POS,
    XPOS_PRP,
    XPOS_PRP_POSS,
    XPOS_RB,
    XPOS_RBR,
    XPOS_RBS,
    XPOS_RP,
    XPOS_SYM,
    XPOS_TO,
    XPOS_UH,
    XPOS_VB,
    XPOS_VBD,
    XPOS_VBG,
    XPOS_VBN,
    XPOS_VBP,
    XPOS_VBZ,
    XPOS_WDT,
    XPOS_WP,
    XPOS_WP_POSS,
    XPOS_WRB,
    XPOS_OPEN_QUOTE,
    XPOS_COUNT
};

/* Dependency relation with its subtype; DEPREL_NONE is `_`. `ref` occurs in enhanced graphs only.
 */
enum deprel {
    DEPREL_NONE,
    DEPREL_ACL,
    DEPREL_ACL_RELCL,
    DEPREL_ADVCL,
    DEPREL_ADVCL_RELCL,
    DEPREL_ADVMOD,
    DEPREL_AMOD,
    DEPREL_APPOS,
    DEPREL_AUX,
    DEPREL_AUX_PASS,
    DEPREL_CASE,
    DEPREL_CC,
    DEPREL_CC_PRECONJ,
    DEPREL_CCOMP,
    DEPREL_COMPOUND,
    DEPREL_COMPOUND_PRT,
    DEPREL_CONJ,
    DEPREL_COP,
    DEPREL_CSUBJ,
    DEPREL_CSUBJ_OUTER,
    DEPREL_CSUBJ_PASS,
    DEPREL_DEP,
    DEPREL_DET,
    DEPREL_DET_PREDET,
    DEPREL_DISCOURSE,
    DEPREL_DISLOCATED,
    DEPREL_EXPL,
    DEPREL_FIXED,
    DEPREL_FLAT,
    DEPREL_GOESWITH,
    DEPREL_IOBJ,
    DEPREL_LIST,
    DEPREL_MARK,
    DEPREL_NMOD,
    DEPREL_NMOD_DESC,
    DEPREL_NMOD_POSS,
    DEPREL_NMOD_UNMARKED,
    DEPREL_NSUBJ,
    DEPREL_NSUBJ_OUTER,
    DEPREL_NSUBJ_PASS,
    DEPREL_NUMMOD,
    DEPREL_OBJ,
    DEPREL_OBL,
    DEPREL_OBL_AGENT,
    DEPREL_OBL_UNMARKED,
    DEPREL_ORPHAN,
    DEPREL_PARATAXIS,
    DEPREL_PUNCT,
    DEPREL_REF,
    DEPREL_REPARANDUM,
    DEPREL_ROOT,
    DEPREL_VOCATIVE,
    DEPREL_XCOMP,
    DEPREL_COUNT
};

/* Names as in CoNLL-U; "_" for 0 and for numbers out of range. Static. */
const char *upos_name(unsigned upos);
const char *xpos_name(unsigned xpos);
const char *deprel_name(unsigned deprel);

/* Numbers of names; 0 for `_` and for names unknown. A relation with a subtype unknown here gets
 * the plain relation. */
unsigned upos_of(struct str name);
unsigned xpos_of(struct str name);
unsigned deprel_of(struct str name);

/* The relation without its subtype: obl for obl:agent. */
unsigned deprel_base(unsigned deprel);

#endif
