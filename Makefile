# annals — builds the library, the program, the trainer and the tests.
#
#   make            build/annals, build/libannals.so, build/libannals.a
#   make check      installs what the tests need, then runs them all
#   make demo       installs what is missing, builds, codes examples/ to the terminal
#   make install    honours DESTDIR and PREFIX
#   make eval       scores of the development sets      make bench   speed and memory
# Variables: CC, BUILD (folder of the results), WERROR=1, SANITIZE=1, PREFIX, DESTDIR.

VERSION := 0.1.0
SOVERSION := 0
BUILD ?= build
PREFIX ?= /usr/local
DESTDIR ?=
PYTHON ?= python3
PKG_CONFIG ?= pkg-config

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion $(if $(WERROR),-Werror)
# No fused multiply-adds: the same bits on every machine.
CFLAGS ?= -O2 -g
comma := ,
SANITIZERS := $(if $(SANITIZE),-fsanitize=address$(comma)undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
ALL_CFLAGS := -std=c11 -D_GNU_SOURCE -fPIC -fvisibility=hidden -ffp-contract=off -pthread \
    $(WARNINGS) -Iinclude -Isrc -DANNALS_VERSION='"$(VERSION)"' $(SANITIZERS) $(CFLAGS)
LIBRARIES := $(shell $(PKG_CONFIG) --libs libutf8proc jansson nettle 2>/dev/null || echo -lutf8proc -ljansson -lnettle) -lm
ALL_LDFLAGS := -pthread $(SANITIZERS) $(LDFLAGS)

# Stages that are in the tree (see src/unlanded.h).
STAGE_NAMES := ingest_document boilerplate_open language_open read_language knowledge_open \
    find_parties calendar_open find_times date_events gazetteer_open find_places place_events \
    ontology_open lexicon_open find_events speech_open find_quotes find_votes find_sizes \
    attribute_events
LANDED := $(foreach s,$(STAGE_NAMES),$(if $(shell grep -lsE '^int $(s)\>' src/*/*.c),-DHAS_$(s)))
$(shell mkdir -p $(BUILD); echo '$(LANDED)' | cmp -s - $(BUILD)/landed || echo '$(LANDED)' >$(BUILD)/landed)
$(BUILD)/src/code.o $(BUILD)/src/open.o: $(BUILD)/landed
$(BUILD)/src/code.o $(BUILD)/src/open.o: ALL_CFLAGS += $(LANDED)

LIBRARY_FOLDERS := base ingest lang who when where what said records
LIBRARY_SOURCES := $(wildcard src/*.c $(LIBRARY_FOLDERS:%=src/%/*.c))
LIBRARY_OBJECTS := $(LIBRARY_SOURCES:%.c=$(BUILD)/%.o)
CLI_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/cli/*.c))
TRAIN_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/train/*.c))
COMPILE_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/compile/*.c))
TESTS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/*/test_*.c))

.PHONY: all tests clean
all: $(BUILD)/annals $(BUILD)/libannals.so $(BUILD)/libannals.a

# ---- data that is built in ----

PLAIN_DATA := $(wildcard data/ingest/*.tsv data/when/*.tsv data/said/*.tsv data/who/*.tsv data/lexicon/*.tsv \
    data/ontology/*.tsv data/models/*.model)
EMBEDDED := $(foreach f,$(PLAIN_DATA),$(f:data/%=%)=$(f))

ifneq ($(wildcard data/kb/*.tsv),)
EMBEDDED += knowledge.bin=$(BUILD)/knowledge.bin
$(BUILD)/knowledge.bin: $(BUILD)/annals-compile $(wildcard data/kb/*.tsv)
	$(BUILD)/annals-compile knowledge data/kb $@
endif
ifneq ($(wildcard data/places/*.tsv),)
EMBEDDED += gazetteer.bin=$(BUILD)/gazetteer.bin
$(BUILD)/gazetteer.bin: $(BUILD)/annals-compile $(wildcard data/places/*.tsv)
	$(BUILD)/annals-compile gazetteer data/places $@
endif

EMBEDDED_FILES := $(foreach e,$(EMBEDDED),$(lastword $(subst =, ,$(e))))
# "SHA-256 NAME" in lines, by the names under which the files are built in.
$(BUILD)/digests: Makefile $(EMBEDDED_FILES)
	@mkdir -p $(@D)
	for pair in $(EMBEDDED); do \
	    sha256sum <"$${pair#*=}" | sed "s|-\$$|$${pair%%=*}|"; done >$@
$(BUILD)/embedded.S: tools/embed.sh Makefile $(BUILD)/digests $(EMBEDDED_FILES)
	@mkdir -p $(@D)
	tools/embed.sh digests=$(BUILD)/digests $(EMBEDDED) >$@.new && mv $@.new $@
$(BUILD)/embedded.o: $(BUILD)/embedded.S
	$(CC) -c -fPIC -o $@ $<

# ---- objects, libraries, programs ----

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Everything but the built-in data: what the compiler of the data itself and the trainer are made of.
$(BUILD)/libcore.a: $(LIBRARY_OBJECTS)
	rm -f $@ && $(AR) rcs $@ $^
$(BUILD)/libannals.a: $(LIBRARY_OBJECTS) $(BUILD)/embedded.o
	rm -f $@ && $(AR) rcs $@ $^
$(BUILD)/libannals.so: $(LIBRARY_OBJECTS) $(BUILD)/embedded.o
	$(CC) $(ALL_LDFLAGS) -shared -Wl,-soname,libannals.so.$(SOVERSION) -o $@ $^ $(LIBRARIES)
$(BUILD)/annals: $(CLI_OBJECTS) $(BUILD)/libannals.a
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBRARIES)
$(BUILD)/annals-compile: $(COMPILE_OBJECTS) $(BUILD)/libcore.a
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBRARIES)
$(BUILD)/annals-train: $(TRAIN_OBJECTS) $(BUILD)/libcore.a
	$(CC) $(ALL_LDFLAGS) -o $@ $^ -lopenblas $(LIBRARIES)

# ---- tests ----

$(BUILD)/tests/%: tests/%.c $(BUILD)/libannals.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests -MMD -MP $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libannals.a -lcmocka $(LIBRARIES)
tests: $(TESTS)

clean:
	rm -rf $(BUILD)

-include $(LIBRARY_OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d) $(TRAIN_OBJECTS:.o=.d) $(COMPILE_OBJECTS:.o=.d) $(TESTS:%=%.d)
