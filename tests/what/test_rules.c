/* test_rules.c — the rules of the codebook, one test each: what acts turn into when they are still
 * to come, refused or cancelled, what is no act of its own, and which parties an act needs. */
#include "what_support.h"

static const char *const LEXICON[] = {
    "pattern\tevent\tmode\tcameo\tflags\tcontext\n"
    "ACTOR condemn RECIPIENT\tACCUSE\tdisapprove\t111\t\t\n"
    "ACTOR call on RECIPIENT to DO\tREQUEST\t*\t020\t\t\n"
    "ACTOR demand that RECIPIENT DO\tREQUEST\t*\t100\t\t\n"
    "ACTOR urge RECIPIENT to DO\tREQUEST\t*\t020\t\t\n"
    "ACTOR refuse to DO\tREJECT\t*\t120\t\t\n"
    "ACTOR agree to DO\tAGREE\t*\t030\t\t\n"
    "ACTOR agree\tAGREE\t\t030\treciprocal\t\n"
    "ACTOR threaten to DO\tTHREATEN\t*\t130\t\t\n"
    "ACTOR meet (with) RECIPIENT\tCONSULT\t\t040\treciprocal\t\n"
    "ACTOR visit RECIPIENT\tCONSULT\t\t042\tvisit\t\n"
    "ACTOR send [aid] (to RECIPIENT)\tAID\t\t070\t\t\n"
    "ACTOR attack|bomb RECIPIENT\tASSAULT\t\t190\t\t\n"
    "ACTOR withdraw from RECIPIENT\tRETREAT\twithdraw\t0874\t\t\n"
    "ACTOR deploy [force]\tMOBILIZE\ttroops\t154\t\t\n"
    "ACTOR sanction RECIPIENT\tSANCTION\t\t163\t\t\n"
    "ACTOR criticise RECIPIENT\tACCUSE\t\t111\tweak\t\n"
    "ACTOR say that DO\t=\t\t010\tcontent\t\n",
    "noun\tactor\trecipient\tevent\tmode\tcameo\tflags\tcontext\n"
    "attack\tposs|mod|by|of\ton|against\tASSAULT\t\t190\t\t\n"
    "talks\tposs|mod|between|with\t\tCONSULT\t\t046\treciprocal\t\n"
    "visit\tposs|mod|by\tto\tCONSULT\tvisit\t042\tvisit\t\n",
    "light\tsubject\teffect\nlaunch\tactor\t\ncancel\tactor\tcancel\nplan\tactor\tfuture\n",
    "class\twords\naid\taid\nforce\ttroop\nceasefire\tceasefire\n",
    "content_of\tcontent\tmode\tcameo\nREQUEST\tCONSULT\tmeet\t026\nREQUEST\t-\tchange\t020\n"
    "REJECT\tCONSULT\tmeet\t125\nREJECT\tAID\tassist\t122\nREJECT\t-\t\t120\n"
    "AGREE\tCONSULT\t\t036\nAGREE\tAID\t\t033\nAGREE\t-\t\t030\n"
    "THREATEN\tASSAULT\tviolence\t138\n",
    "cue\tauxiliary\twhere\nnot|n't\tnegation\tdependent\nwill\tfuture\tdependent\n"
    "will|would\twilling\tdependent\nwould|could|may\thypothetical\tdependent\n"
    "plan\tfuture\tgovernor\nbe\tfuture\tinfinitive\nif\thypothetical\tmark\nhave\thistorical\tplup"
    "erfect\n"
    "deny\tnegation\tcontent_of\nlast year\thistorical\tphrase\n",
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

static void test_content_sets_mode(void **state)
{
    (void)state;
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY called:call/VBD/0/root on/IN/4/case Sudan/NNP/2/obl@SDN "
                  "to/TO/6/mark meet/VB/2/xcomp Chad/NNP/6/obj@TCD",
                  "REQUEST/meet 026 [called] EGY -> SDN");
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY demanded:demand/VBD/0/root that/IN/5/mark "
                  "Sudan/NNP/5/nsubj@SDN meet/VB/2/ccomp Chad/NNP/5/obj@TCD",
                  "REQUEST/meet 106 [demanded] EGY -> SDN");
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY refused:refuse/VBD/0/root to/TO/4/mark send/VB/2/xcomp "
                  "aid/NN/4/obj to/IN/7/case Sudan/NNP/4/obl@SDN",
                  "REJECT/assist 122 [refused] EGY -> SDN");
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY threatened:threaten/VBD/0/root to/TO/4/mark "
                  "attack/VB/2/xcomp Sudan/NNP/4/obj@SDN",
                  "THREATEN/violence 138 [threatened] EGY -> SDN");
}

static void test_future_cooperation_is_agree(void **state)
{
    (void)state;
    assert_events(coder,
                  "Egypt/NNP/4/nsubj@EGY was:be/VBD/4/aux to/TO/4/mark meet/VB/0/root "
                  "Sudan/NNP/4/obj@SDN",
                  "AGREE 036 [meet] EGY SDN");
    assert_events(coder, "Egypt/NNP/3/nsubj@EGY will/MD/3/aux meet/VB/0/root Sudan/NNP/3/obj@SDN",
                  "AGREE 036 [meet] EGY SDN");
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY plans:plan/VBZ/0/root to/TO/4/mark send/VB/2/xcomp "
                  "aid/NN/4/obj to/IN/7/case Sudan/NNP/4/obl@SDN",
                  "AGREE 033 [send] EGY -> SDN");
    assert_events(coder, "Egypt/NNP/3/nsubj@EGY will/MD/3/aux attack/VB/0/root Sudan/NNP/3/obj@SDN",
                  "ASSAULT 190 [attack] EGY -> SDN +future");
}

static void test_future_retreat_is_concede(void **state)
{
    (void)state;
    assert_events(coder,
                  "Egypt/NNP/3/nsubj@EGY will/MD/3/aux withdraw/VB/0/root from/IN/5/case "
                  "Sudan/NNP/3/obl@SDN",
                  "CONCEDE 080 [withdraw] EGY -> SDN");
}

static void test_unwilling_is_reject(void **state)
{
    (void)state;
    assert_events(coder,
                  "Egypt/NNP/4/nsubj@EGY would/MD/4/aux not/RB/4/advmod send/VB/0/root "
                  "aid/NN/4/obj to/IN/7/case Sudan/NNP/4/obl@SDN",
                  "REJECT/assist 122 [send] EGY -> SDN");
    assert_events(coder,
                  "Egypt/NNP/4/nsubj@EGY did:do/VBD/4/aux not/RB/4/advmod meet/VB/0/root "
                  "Sudan/NNP/4/obj@SDN",
                  "CONSULT 040 [meet] EGY SDN +negation");
    /* What they could not do was not refused. */
    assert_events(coder,
                  "Egypt/NNP/6/nsubj@EGY and/CC/3/cc Sudan/NNP/1/conj@SDN could/MD/6/aux "
                  "not/RB/6/advmod agree/VB/0/root",
                  "AGREE 030 [agree] EGY SDN +hypothetical +negation");
}

static void test_cancelled_meeting_is_reject(void **state)
{
    (void)state;
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY cancelled:cancel/VBD/0/root talks:talk/NNS/2/obj "
                  "with/IN/5/case Sudan/NNP/3/nmod@SDN",
                  "REJECT/meet 125 [talks] EGY -> SDN");
}

static void test_no_acts(void **state)
{
    (void)state;
    /* a purpose */
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY trained:train/VBD/0/root to/TO/4/mark "
                  "attack/VB/2/advcl Sudan/NNP/4/obj@SDN",
                  "");
    /* an attributive participle */
    assert_events(coder,
                  "The/DT/3/det attacked:attack/VBN/3/amod Sudanese/NNPS/4/nsubj@SDN "
                  "slept:sleep/VBD/0/root",
                  "");
    /* the content of a request */
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY urged:urge/VBD/0/root Sudan/NNP/2/obj@SDN to/TO/5/mark "
                  "condemn/VB/2/xcomp Chad/NNP/5/obj@TCD",
                  "REQUEST/change 020 [urged] EGY -> SDN");
    /* nobody known */
    assert_events(coder, "Gunmen/NNS/2/nsubj attacked:attack/VBD/0/root villagers/NNS/2/obj", "");
}

static void test_unknown_attacker(void **state)
{
    (void)state;
    assert_events(coder, "Gunmen/NNS/2/nsubj attacked:attack/VBD/0/root Sudan/NNP/2/obj@SDN",
                  "ASSAULT 190 [attacked] UNK -> SDN");
    assert_events(coder, "Gunmen/NNS/2/nsubj condemned:condemn/VBD/0/root Sudan/NNP/2/obj@SDN", "");
}

static void test_needed_parties(void **state)
{
    (void)state;
    /* AID needs a recipient, a weak row both parties. */
    assert_events(coder, "Egypt/NNP/2/nsubj@EGY sent:send/VBD/0/root aid/NN/2/obj", "");
    assert_events(coder, "Egypt/NNP/2/nsubj@EGY criticised:criticise/VBD/0/root farmers/NNS/2/obj",
                  "");
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY criticised:criticise/VBD/0/root Sudan/NNP/2/obj@SDN",
                  "ACCUSE 111 [criticised] EGY -> SDN");
}

static void test_reported_act(void **state)
{
    (void)state;
    assert_events(coder,
                  "Chad/NNP/2/nsubj@TCD said:say/VBD/0/root that/IN/5/mark Egypt/NNP/5/nsubj@EGY "
                  "attacked:attack/VBD/2/ccomp Sudan/NNP/5/obj@SDN",
                  "ASSAULT 190 [attacked] EGY -> SDN");
}

static void test_statements_when_asked(void **state)
{
    (void)state;
    struct annals_report *report =
        report_of_words("Chad/NNP/2/nsubj@TCD said:say/VBD/0/root that/IN/5/mark rain/NN/5/nsubj "
                        "fell:fall/VBD/2/ccomp");
    assert_int_equal(find_events(coder->ontology, coder->lexicon, true, report, &coder->error), 0);
    assert_str(events_text(report), " 010 [said] TCD");
    assert_int_equal(report->events.items[0].quad_code, 0);
    report_free(report);
}

static void test_mobilize_inside_assault(void **state)
{
    (void)state;
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY deployed:deploy/VBD/0/root troops:troop/NNS/2/obj "
                  "and/CC/5/cc attacked:attack/VBD/2/conj Sudan/NNP/5/obj@SDN",
                  "ASSAULT 190 [attacked] EGY -> SDN");
}

static void test_one_assault_for_a_list(void **state)
{
    (void)state;
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY attacked:attack/VBD/0/root Sudan/NNP/2/obj@SDN "
                  "and/CC/5/cc bombed:bomb/VBD/2/conj Sudan/NNP/5/obj@SDN",
                  "ASSAULT 190 [attacked bombed] EGY -> SDN");
    /* Other coordinated acts are two. */
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY condemned:condemn/VBD/0/root Sudan/NNP/2/obj@SDN "
                  "and/CC/5/cc sanctioned:sanction/VBD/2/conj Sudan/NNP/5/obj@SDN",
                  "ACCUSE/disapprove 111 [condemned] EGY -> SDN; "
                  "SANCTION 163 [sanctioned] EGY -> SDN");
}

static void test_guest_and_host(void **state)
{
    (void)state;
    assert_events(coder, "Egypt/NNP/2/nsubj@EGY visited:visit/VBD/0/root Sudan/NNP/2/obj@SDN",
                  "CONSULT/visit 042 [visited] EGY -> SDN");
}

static void test_marks(void **state)
{
    (void)state;
    assert_events(coder,
                  "If/IN/3/mark Egypt/NNP/3/nsubj@EGY attacks:attack/VBZ/5/advcl "
                  "Sudan/NNP/3/obj@SDN hide:hide/VB/0/root",
                  "ASSAULT 190 [attacks] EGY -> SDN +hypothetical");
    assert_events(coder,
                  "Egypt/NNP/3/nsubj@EGY had:have/VBD/3/aux attacked:attack/VBN/0/root "
                  "Sudan/NNP/3/obj@SDN",
                  "ASSAULT 190 [attacked] EGY -> SDN +historical");
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY denied:deny/VBD/0/root that/IN/5/mark it/PRP/5/nsubj@EGY "
                  "attacked:attack/VBD/2/ccomp Sudan/NNP/5/obj@SDN",
                  "ASSAULT 190 [attacked] EGY -> SDN +negation");
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY attacked:attack/VBD/0/root Sudan/NNP/2/obj@SDN "
                  "last/JJ/5/amod year/NN/2/obl:unmarked",
                  "ASSAULT 190 [attacked] EGY -> SDN +historical");
}

/* "The attack" of a later sentence is the attack told before. */
static void test_parties_from_discourse(void **state)
{
    (void)state;
    assert_events(coder,
                  "Egypt/NNP/2/nsubj@EGY attacked:attack/VBD/0/root Sudan/NNP/2/obj@SDN | "
                  "The/DT/2/det attack/NN/4/nsubj was:be/VBD/4/cop brutal/JJ/0/root",
                  "ASSAULT 190 [attacked] EGY -> SDN; ASSAULT 190 [attack] EGY -> SDN");
    assert_events(coder, "The/DT/2/det attack/NN/4/nsubj was:be/VBD/4/cop brutal/JJ/0/root", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_content_sets_mode),
        cmocka_unit_test(test_future_cooperation_is_agree),
        cmocka_unit_test(test_future_retreat_is_concede),
        cmocka_unit_test(test_unwilling_is_reject),
        cmocka_unit_test(test_cancelled_meeting_is_reject),
        cmocka_unit_test(test_no_acts),
        cmocka_unit_test(test_unknown_attacker),
        cmocka_unit_test(test_needed_parties),
        cmocka_unit_test(test_reported_act),
        cmocka_unit_test(test_statements_when_asked),
        cmocka_unit_test(test_mobilize_inside_assault),
        cmocka_unit_test(test_one_assault_for_a_list),
        cmocka_unit_test(test_guest_and_host),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_parties_from_discourse),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
