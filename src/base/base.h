/* base.h — what C lacks and every stage needs: arena, strings, growing arrays, hash map, errors,
 * UTF-8, whole files, tables of text.
 *
 * Reads nothing of the other folders; every other folder may use it. Nothing here prints, exits or
 * keeps state between calls. The one include gives all of it, since the parts are small and are
 * always used together; each part is described in its own header. */
#ifndef ANNALS_BASE_H
#define ANNALS_BASE_H

#include "base/arena.h"
#include "base/array.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/str.h"
#include "base/table.h"
#include "base/utf8.h"
#include "base/writer.h"

#endif
