/* score.c — how certain a reading is. A plain estimate from what the reading rests on; a trained
 * model will take its place behind the same function. */
#include "what/coding.h"

double score_reading(const struct coding *coding, const struct reading *reading)
{
    double score = 0.45 + 0.06 * (reading->score > 4.0 ? 4.0 : reading->score);
    bool actor = reading->actors.count && party_is_known(coding, &reading->actors.items[0]);
    bool recipient =
        reading->recipients.count && party_is_known(coding, &reading->recipients.items[0]);
    if (actor)
        score += reading->actor_from_afar ? 0.03 : 0.10;
    if (recipient)
        score += reading->recipient_from_afar ? 0.03 : 0.10;
    if (actor && !recipient && reading->actors.count > 1)
        score += 0.05;
    if (reading->meaning->flags & FLAG_WEAK)
        score -= 0.10;
    if (reading->frame && reading->light == NONE)
        score -= 0.08;
    if (reading->turned)
        score -= 0.05;
    if (reading->meaning->of_user)
        score += 0.05;
    return score < 0.05 ? 0.05 : score > 0.95 ? 0.95 : score;
}
