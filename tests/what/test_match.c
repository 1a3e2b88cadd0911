/* test_match.c — every feature of patterns, nouns and light verbs, each on a sentence of its own.
 */
#include "what_support.h"

static const char *const LEXICON[] = {
    "pattern\tevent\tmode\tcameo\tflags\tcontext\tnote\n"
    "ACTOR condemn|denounce RECIPIENT\tACCUSE\tdisapprove\t111\t\t\t\n"
    "ACTOR call on|upon RECIPIENT to DO\tREQUEST\t*\t020\t\t\t\n"
    "ACTOR call+off [meeting] (with RECIPIENT)\tREJECT\tmeet\t125\t\t\t\n"
    "ACTOR meet (with) RECIPIENT\tCONSULT\t\t040\treciprocal\t\t\n"
    "ACTOR meet [deadline]\t-\t\t\t\t\t\n"
    "ACTOR give RECIPIENT [aid]\tAID\t\t070\t\t\t\n"
    "ACTOR declare war on RECIPIENT\tASSAULT\t\t190\t\t\t\n"
    "ACTOR accuse RECIPIENT of DOING\tACCUSE\tallege\t112\t\t\t\n"
    "ACTOR bomb RECIPIENT\tASSAULT\taerial\t195\t\t\t\n"
    "ACTOR kill RECIPIENT\tASSAULT\t\t190\t\t\t\n"
    "RECIPIENT suffer {ASSAULT}\t*\t\t\t\t\t\n"
    "ACTOR be ready to {CONSULT|AID}\tAGREE\t\t030\t\t\t\n"
    "ACTOR be in talks (with RECIPIENT)\tCONSULT\t\t046\treciprocal\t\t\n"
    "ACTOR demand that RECIPIENT DO\tREQUEST\t*\t100\t\t\t\n"
    "ACTOR not recognise|recognize RECIPIENT\tREJECT\tassist\t121\t\t\t\n"
    "ACTOR recognise|recognize RECIPIENT\tSUPPORT\t\t054\t\t\t\n"
    "ACTOR find RECIPIENT guilty\tSANCTION\tconvict\t116\t\t\t\n"
    "ACTOR pull [force] out of RECIPIENT\tRETREAT\twithdraw\t0874\t\t\t\n"
    "ACTOR refuse to {CONSULT}\tREJECT\t*\t120\t\t\t\n"
    "ACTOR say that DO\t=\t\t010\tcontent\t\t\n",
    "noun\tactor\trecipient\tevent\tmode\tcameo\tflags\tcontext\tnote\n"
    "attack|assault\tposs|mod|by|of\ton|against\tASSAULT\t\t190\t\t\t\n"
    "drone attack\tposs|mod|by|of\ton|against\tASSAULT\tdrone\t195\t\t\t\n"
    "arrest\tby\tposs_object|of\tCOERCE\tarrest\t173\t\t\t\n"
    "talk\tposs|mod|between|with\t\tCONSULT\t\t046\treciprocal\t\t\n",
    "light\tsubject\teffect\tnote\nlaunch|take part in\tactor\t\t\nface\trecipient\t\t\n",
    "class\twords\nmeeting\tmeeting|summit\ndeadline\tdeadline\naid\taid|food aid\n"
    "force\ttroop|soldier\ntransparent\tseries\n",
    "cue\tauxiliary\twhere\nnot\tnegation\tdependent\n",
    NULL};

static struct test_coder *coder;

static int set_up(void **state)
{
    (void)state;
    coder = coder_new();
    int status = coder_read(coder, LEXICON, false);
    if (status)
        print_error("%s\n", coder->error.message);
    return status;
}

static int tear_down(void **state)
{
    (void)state;
    coder_free(coder);
    return 0;
}

static void test_active_and_passive(void **state)
{
    (void)state;
    assert_events(coder, "Egypt/NNP/2/nsubj@EGY condemned:condemn/VBD/0/root Sudan/NNP/2/obj@SDN",
                  "ACCUSE/disapprove 111 [condemned] EGY -> SDN");
    assert_events(coder,
                  "Sudan/NNP/3/nsubj:pass@SDN was:be/VBD/3/aux:pass condemned:condemn/VBN/0/root "
                  "by/IN/5/case Egypt/NNP/3/obl:agent@EGY",
                  "ACCUSE/disapprove 111 [condemned] EGY -> SDN");
    /* A pattern whose object stands without brackets needs some object. */
    assert_events(coder, "Egypt/NNP/2/nsubj@EGY condemned:condemn/VBD/0/root", "");
}

static void test_participles_and_relatives(void **state)
{
    (void)state;
    assert_events(coder,
                  "Sudan/NNP/5/nsubj@SDN condemned:condemn/VBN/1/acl by/IN/4/case "
                  "Egypt/NNP/2/obl@EGY slept:sleep/VBD/0/root",
                  "ACCUSE/disapprove 111 [condemned] EGY -> SDN");
    assert_events(coder,
                  "Egypt/NNP/5/nsubj@EGY which/WDT/3/nsubj condemned:condemn/VBD/1/acl:relcl "
                  "Sudan/NNP/3/obj@SDN slept:sleep/VBD/0/root",
                  "ACCUSE/disapprove 111 [condemned] EGY -> SDN");
}

static void test_coordination(void **state)
{
    (void)state;
    assert_events(coder,
                  "Egypt/NNP/4/nsubj@EGY and/CC/3/cc Oman/NNP/1/conj@OMN "
                  "condemned:condemn/VBD/0/root Sudan/NNP/4/obj@SDN and/CC/7/cc "
                  "bombed:bomb/VBD/4/conj Chad/NNP/7/obj@TCD",
                  "ACCUSE/disapprove 111 [condemned] EGY OMN -> SDN; "
                  "ASSAULT/aerial 195 [bombed] EGY OMN -> TCD");
}

static void test_prepositions_and_particles(void **state)
{
    (void)state;
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY called:call/VBD/0/root on/IN/4/case Sudan/NNP/2/obl@SDN "
                  "to/TO/6/mark bomb/VB/2/xcomp Chad/NNP/6/obj@TCD",
                  "REQUEST 020 [called] EGY -> SDN");
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY called:call/VBD/0/root off/RP/2/compound:prt "
                  "a/DT/5/det summit/NN/2/obj with/IN/7/case Sudan/NNP/5/nmod@SDN",
                  "REJECT/meet 125 [called off] EGY -> SDN");
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY pulled:pull/VBD/0/root its/PRP/4/nmod:poss "
                  "troops:troop/NNS/2/obj out/IN/7/case of/IN/5/fixed Sudan/NNP/2/obl@SDN",
                  "RETREAT/withdraw 0874 [pulled] EGY -> SDN");
}

static void test_guard_and_class(void **state)
{
    (void)state;
    assert_events(coder, "Egypt/NNP/2/nsubj@EGY met:meet/VBD/0/root Sudan/NNP/2/obj@SDN",
                  "CONSULT 040 [met] EGY SDN");
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY met:meet/VBD/0/root a/DT/5/det Sudanese/JJ/5/amod@SDN "
                  "deadline/NN/2/obj",
                  "");
}

static void test_two_objects_and_words(void **state)
{
    (void)state;
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY gave:give/VBD/0/root Sudan/NNP/2/iobj@SDN "
                  "food/NN/5/compound aid/NN/2/obj",
                  "AID 070 [gave] EGY -> SDN");
    assert_events(coder,
                  "Sudan/NNP/3/nsubj:pass@SDN was:be/VBD/3/aux:pass given:give/VBN/0/root "
                  "aid/NN/3/obj by/IN/6/case Egypt/NNP/3/obl:agent@EGY",
                  "AID 070 [given] EGY -> SDN");
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY declared:declare/VBD/0/root war/NN/2/obj on/IN/5/case "
                  "Sudan/NNP/2/obl@SDN",
                  "ASSAULT 190 [declared war] EGY -> SDN");
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY found:find/VBD/0/root Hamad/NNP/2/obj@SDN "
                  "guilty/JJ/2/xcomp",
                  "SANCTION/convict 116 [found guilty] EGY -> SDN");
}

static void test_inner_acts(void **state)
{
    (void)state;
    assert_events(coder,
                  "Sudan/NNP/2/nsubj@SDN suffered:suffer/VBD/0/root an/DT/4/det "
                  "attack/NN/2/obj by/IN/6/case Egypt/NNP/4/nmod@EGY",
                  "ASSAULT 190 [attack] EGY -> SDN");
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY refused:refuse/VBD/0/root to/TO/4/mark meet/VB/2/xcomp "
                  "Sudan/NNP/4/obj@SDN",
                  "REJECT 120 [refused] EGY -> SDN");
    assert_events(coder,
                  "Egypt/NNP/3/nsubj@EGY is:be/VBZ/3/cop ready/JJ/0/root to/TO/5/mark "
                  "meet/VB/3/xcomp Sudan/NNP/5/obj@SDN",
                  "AGREE 030 [ready] EGY -> SDN");
    /* Both the accusation and what it tells. */
    assert_events(
        coder,
        "Egypt/NNP/2/nsubj@EGY accused:accuse/VBD/0/root Sudan/NNP/2/obj@SDN "
        "of/IN/5/mark bombing:bomb/VBG/2/advcl Chad/NNP/5/obj@TCD",
        "ACCUSE/allege 112 [accused] EGY -> SDN; ASSAULT/aerial 195 [bombing] SDN -> TCD");
}

static void test_copula_that_not(void **state)
{
    (void)state;
    assert_events(coder,
                  "Egypt/NNP/4/nsubj@EGY is:be/VBZ/4/cop in/IN/4/case talks:talk/NNS/0/root "
                  "with/IN/6/case Sudan/NNP/4/nmod@SDN",
                  "CONSULT 046 [talks] EGY SDN");
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY demanded:demand/VBD/0/root that/IN/5/mark "
                  "Sudan/NNP/5/nsubj@SDN leave/VB/2/ccomp",
                  "REQUEST 100 [demanded] EGY -> SDN");
    assert_events(coder,
                  "Egypt/NNP/4/nsubj@EGY does:do/VBZ/4/aux not/RB/4/advmod recognize/VB/0/root "
                  "Sudan/NNP/4/obj@SDN",
                  "REJECT/assist 121 [recognize] EGY -> SDN");
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY recognizes:recognize/VBZ/0/root Sudan/NNP/2/obj@SDN",
                  "SUPPORT 054 [recognizes] EGY -> SDN");
}

static void test_nouns(void **state)
{
    (void)state;
    assert_events(coder,
                  "Egypt/NNP/3/nmod:poss@EGY 's/POS/1/case attack/NN/6/nsubj on/IN/5/case "
                  "Sudan/NNP/3/nmod@SDN failed:fail/VBD/0/root",
                  "ASSAULT 190 [attack] EGY -> SDN");
    assert_events(
        coder,
        "Egyptian/JJ/3/amod@EGY drone/NN/3/compound attacks:attack/NNS/6/nsubj on/IN/5/case "
        "Sudan/NNP/3/nmod@SDN failed:fail/VBD/0/root",
        "ASSAULT/drone 195 [drone attacks] EGY -> SDN");
    assert_events(coder,
                  "Hamad/NNP/3/nmod:poss@SDN 's/POS/1/case arrest/NN/6/nsubj by/IN/5/case "
                  "Egypt/NNP/3/nmod@EGY failed:fail/VBD/0/root",
                  "COERCE/arrest 173 [arrest] EGY -> SDN");
    assert_events(coder,
                  "talks:talk/NNS/6/nsubj between/IN/3/case Egypt/NNP/1/nmod@EGY and/CC/5/cc "
                  "Sudan/NNP/3/conj@SDN failed:fail/VBD/0/root",
                  "CONSULT 046 [talks] EGY SDN");
    /* A noun that only describes another tells no act. */
    assert_events(coder,
                  "Egyptian/JJ/3/amod@EGY attack/NN/3/compound helicopters:helicopter/NNS/4/nsubj "
                  "flew:fly/VBD/0/root",
                  "");
}

static void test_light_verbs(void **state)
{
    (void)state;
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY launched:launch/VBD/0/root a/DT/4/det series/NN/2/obj "
                  "of/IN/6/case attacks:attack/NNS/4/nmod on/IN/8/case Sudan/NNP/6/nmod@SDN",
                  "ASSAULT 190 [attacks] EGY -> SDN");
    assert_events(coder,
                  "The/DT/2/det attack/NN/8/nsubj launched:launch/VBN/2/acl by/IN/5/case "
                  "Egypt/NNP/3/obl:agent@EGY on/IN/7/case Sudan/NNP/3/obl@SDN "
                  "failed:fail/VBD/0/root",
                  "ASSAULT 190 [attack] EGY -> SDN");
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY took:take/VBD/0/root part/NN/2/obj in/IN/6/case "
                  "an/DT/6/det attack/NN/2/obl on/IN/8/case Sudan/NNP/6/nmod@SDN",
                  "ASSAULT 190 [attack] EGY -> SDN");
    assert_events(coder,
                  "Sudan/NNP/2/nsubj@SDN faced:face/VBD/0/root attacks:attack/NNS/2/obj "
                  "from/IN/5/case Egypt/NNP/2/obl@EGY",
                  "ASSAULT 190 [attacks] EGY -> SDN");
}

/* "The attack killed …": one act. An act as object stands for who did it. */
static void test_acts_as_arguments(void **state)
{
    (void)state;
    assert_events(coder,
                  "The/DT/3/det Egyptian/JJ/3/amod@EGY attack/NN/4/nsubj killed:kill/VBD/0/root "
                  "Hamad/NNP/4/obj@SDN",
                  "ASSAULT 190 [attack] EGY -> SDN");
    assert_events(coder,
                  "Chad/NNP/2/nsubj@TCD condemned:condemn/VBD/0/root the/DT/5/det "
                  "Egyptian/JJ/5/amod@EGY attack/NN/2/obj on/IN/7/case Sudan/NNP/5/nmod@SDN",
                  "ACCUSE/disapprove 111 [condemned] TCD -> EGY; ASSAULT 190 [attack] EGY -> SDN");
}

static void test_owner(void **state)
{
    (void)state;
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY bombed:bomb/VBD/0/root Sudanese/JJ/5/amod@SDN "
                  "oil/NN/5/compound plants:plant/NNS/2/obj",
                  "ASSAULT/aerial 195 [bombed] EGY -> SDN");
}

/* A row of a user goes before built-in ones that ask for more. */
static void test_user_row_wins(void **state)
{
    (void)state;
    struct test_coder *own = coder_new();
    const char *const texts[] = {
        "pattern\tevent\tmode\tcameo\tflags\n"
        "ACTOR declare war on RECIPIENT\tASSAULT\t\t190\t\n",
        "pattern\tevent\tmode\tcameo\tflags\nACTOR declare *\tTHREATEN\t\t130\t\n", NULL};
    assert_int_equal(coder_read(own, texts, true), 0);
    assert_events(own,
                  "Egypt/NNP/2/nsubj@EGY declared:declare/VBD/0/root war/NN/2/obj on/IN/5/case "
                  "Sudan/NNP/2/obl@SDN",
                  "THREATEN 130 [declared] EGY");
    coder_free(own);
}

/* Swapping two names swaps them in the events and changes nothing else. */
static void test_name_swap(void **state)
{
    (void)state;
    static const char *const CODES[][2] = {{"ISR", "IRN"}, {"USA", "RUS"}, {"UKR", "CHN"}};
    for (size_t i = 0; i < 3; i++)
        for (int swap = 0; swap < 2; swap++) {
            char words[300], wanted[100];
            const char *a = CODES[i][swap], *b = CODES[i][!swap];
            snprintf(words, sizeof words,
                     "%s/NNP/2/nsubj@%s accused:accuse/VBD/0/root %s/NNP/2/obj@%s of/IN/5/mark "
                     "bombing:bomb/VBG/2/advcl Chad/NNP/5/obj@TCD",
                     a, a, b, b);
            snprintf(wanted, sizeof wanted,
                     "ACCUSE/allege 112 [accused] %s -> %s; ASSAULT/aerial 195 [bombing] %s -> TCD",
                     a, b, b);
            assert_events(coder, words, wanted);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_active_and_passive),
        cmocka_unit_test(test_participles_and_relatives),
        cmocka_unit_test(test_coordination),
        cmocka_unit_test(test_prepositions_and_particles),
        cmocka_unit_test(test_guard_and_class),
        cmocka_unit_test(test_two_objects_and_words),
        cmocka_unit_test(test_inner_acts),
        cmocka_unit_test(test_copula_that_not),
        cmocka_unit_test(test_nouns),
        cmocka_unit_test(test_light_verbs),
        cmocka_unit_test(test_acts_as_arguments),
        cmocka_unit_test(test_owner),
        cmocka_unit_test(test_user_row_wins),
        cmocka_unit_test(test_name_swap),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
