/* unlanded.h — stages that are not in the tree yet do nothing. Goes when all are in. */
static inline int unlanded(int status, ...)
{
    return status;
}
#ifndef HAS_ingest_document
#define ingest_document(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_boilerplate_open
#define boilerplate_open(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_language_open
#define language_open(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_read_language
#define read_language(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_knowledge_open
#define knowledge_open(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_find_parties
#define find_parties(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_calendar_open
#define calendar_open(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_find_times
#define find_times(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_date_events
#define date_events(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_gazetteer_open
#define gazetteer_open(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_find_places
#define find_places(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_place_events
#define place_events(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_ontology_open
#define ontology_open(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_lexicon_open
#define lexicon_open(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_find_events
#define find_events(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_speech_open
#define speech_open(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_find_quotes
#define find_quotes(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_find_votes
#define find_votes(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_find_sizes
#define find_sizes(...) unlanded(0, __VA_ARGS__)
#endif
#ifndef HAS_attribute_events
#define attribute_events(...) unlanded(0, __VA_ARGS__)
#endif
