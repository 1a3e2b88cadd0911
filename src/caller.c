/* caller.c — takes structs of the caller, see caller.h. */
#include "caller.h"

#include <string.h>

bool take_struct(void *known, size_t size, const void *given)
{
    /* Larger than any struct of annals.h will be: a size that was never set. */
    enum { LARGEST = 4096 };
    size_t given_size;
    memcpy(&given_size, given, sizeof given_size);
    if (given_size <= sizeof given_size || given_size > LARGEST)
        return false;
    for (size_t i = size; i < given_size; i++)
        if (((const char *)given)[i])
            return false;
    memcpy(known, given, given_size < size ? given_size : size);
    memcpy(known, &size, sizeof size);
    return true;
}
