# annals — builds the library, the program, the trainer and the tests.
#
#   make            build/annals, build/libannals.so, build/libannals.a
#   make check      installs what the tests need, then runs them all
#   make demo       installs what is missing, builds, codes examples/ to the terminal
#   make install    honours DESTDIR and PREFIX                make uninstall
#   make eval       scores of the development sets            make bench    speed and memory
#   make accept     takes the present output as expected in tests/golden (read the diff first)
#   make format     clang-format over all sources             make fuzz     short runs of all fuzzers
#   make train-data, make train                               the language model anew (docs/MODEL.md)
# Variables: CC, BUILD (folder of the results), WERROR=1, SANITIZE=1, PREFIX, DESTDIR, V=1 (show
# commands).

VERSION := 0.1.0
SOVERSION := 0
.DEFAULT_GOAL := all
BUILD ?= build
PREFIX ?= /usr/local
DESTDIR ?=
PYTHON ?= python3
PKG_CONFIG ?= pkg-config

comma := ,
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion $(if $(WERROR),-Werror)
# No fused multiply-adds: the same bits on every machine.
CFLAGS ?= -O2 -g
SANITIZERS := $(if $(SANITIZE),-fsanitize=address$(comma)undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
ALL_CFLAGS := -std=c11 -D_GNU_SOURCE -fPIC -fvisibility=hidden -ffp-contract=off -pthread \
    $(WARNINGS) -Iinclude -Isrc -DANNALS_VERSION='"$(VERSION)"' $(SANITIZERS) $(CFLAGS)
PACKAGES := libutf8proc jansson nettle
LIBRARIES := $(shell $(PKG_CONFIG) --libs $(PACKAGES) 2>/dev/null || echo -lutf8proc -ljansson -lnettle) -lm
ALL_LDFLAGS := -pthread $(SANITIZERS) $(LDFLAGS)

# "SHOW CC file" instead of whole commands, unless V=1.
Q := $(if $(V),,@)
SHOW = $(if $(V),@:,@printf '  %-7s %s\n')

LIBRARY_FOLDERS := base ingest lang who when where what said records
LIBRARY_SOURCES := $(wildcard src/*.c $(LIBRARY_FOLDERS:%=src/%/*.c))
LIBRARY_OBJECTS := $(LIBRARY_SOURCES:%.c=$(BUILD)/%.o)
CLI_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/cli/*.c))
TRAIN_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/train/*.c))
COMPILE_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/compile/*.c))
TESTS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/*/test_*.c))
REPLAYS := $(patsubst fuzz/%.c,$(BUILD)/replay/%,$(wildcard fuzz/fuzz_*.c))
FUZZERS := $(patsubst %.c,$(BUILD)/%,$(wildcard fuzz/fuzz_*.c))

# The trainer needs OpenBLAS; everything else does without.
HAS_OPENBLAS := $(shell printf 'int main(void){return 0;}' | $(CC) -x c -o /dev/null - -lopenblas 2>/dev/null && echo yes)
TRAINER := $(if $(wildcard src/train/main.c),$(if $(HAS_OPENBLAS),$(BUILD)/annals-train))

.PHONY: all tests replay clean check demo accept eval bench format fuzz train-data train install \
    uninstall packages say-trainer
all: $(BUILD)/annals $(BUILD)/libannals.so $(BUILD)/libannals.a $(TRAINER) say-trainer
say-trainer:
ifeq ($(HAS_OPENBLAS),)
	@echo "annals-train is left out: OpenBLAS is missing (Debian: libopenblas-dev). All else is built."
endif

# ---- data that is built in ----

PLAIN_DATA := $(wildcard data/ingest/*.tsv data/lang/*.tsv data/when/*.tsv data/said/*.tsv data/who/*.tsv \
    data/lexicon/*.tsv data/ontology/*.tsv data/kb/sole_offices.tsv data/models/*.model)
EMBEDDED := $(foreach f,$(PLAIN_DATA),$(f:data/%=%)=$(f))

ifneq ($(wildcard data/kb/*.tsv),)
EMBEDDED += knowledge.bin=$(BUILD)/knowledge.bin
$(BUILD)/knowledge.bin: $(BUILD)/annals-compile $(wildcard data/kb/*.tsv)
	$(SHOW) COMPILE data/kb
	$(Q)$(BUILD)/annals-compile knowledge data/kb $@
endif
ifneq ($(wildcard data/places/*.tsv),)
EMBEDDED += gazetteer.bin=$(BUILD)/gazetteer.bin
$(BUILD)/gazetteer.bin: $(BUILD)/annals-compile $(wildcard data/places/*.tsv)
	$(SHOW) COMPILE data/places
	$(Q)$(BUILD)/annals-compile gazetteer data/places $@
endif

EMBEDDED_FILES := $(foreach e,$(EMBEDDED),$(lastword $(subst =, ,$(e))))
# "SHA-256 NAME" in lines, by the names under which the files are built in.
$(BUILD)/digests: Makefile $(EMBEDDED_FILES)
	@mkdir -p $(@D)
	$(SHOW) DIGEST $@
	$(Q)for pair in $(EMBEDDED); do \
	    sha256sum <"$${pair#*=}" | sed "s|-\$$|$${pair%%=*}|"; done >$@
$(BUILD)/embedded.S: tools/embed.sh Makefile $(BUILD)/digests $(EMBEDDED_FILES)
	@mkdir -p $(@D)
	$(SHOW) EMBED $@
	$(Q)tools/embed.sh digests=$(BUILD)/digests $(EMBEDDED) >$@.new && mv $@.new $@
$(BUILD)/embedded.o: $(BUILD)/embedded.S
	$(SHOW) AS $<
	$(Q)$(CC) -c -fPIC -o $@ $<

# ---- objects, libraries, programs ----

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(SHOW) CC $<
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The loops of the network: what the compiler makes of them is most of the time that annals takes.
$(BUILD)/src/lang/kernels_%.o: ALL_CFLAGS += -O3

# Everything but the built-in data: what the compiler of the data itself and the trainer are made of.
$(BUILD)/libcore.a: $(LIBRARY_OBJECTS)
	$(SHOW) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $^
$(BUILD)/libannals.a: $(LIBRARY_OBJECTS) $(BUILD)/embedded.o
	$(SHOW) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $^
$(BUILD)/libannals.so: $(LIBRARY_OBJECTS) $(BUILD)/embedded.o
	$(SHOW) LINK $@
	$(Q)$(CC) $(ALL_LDFLAGS) -shared -Wl,-soname,libannals.so.$(SOVERSION) -o $@ $^ $(LIBRARIES)
$(BUILD)/annals: $(CLI_OBJECTS) $(BUILD)/libannals.a
	$(SHOW) LINK $@
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBRARIES)
$(BUILD)/annals-compile: $(COMPILE_OBJECTS) $(BUILD)/libcore.a
	$(SHOW) LINK $@
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBRARIES)
# Training reads the word lists of the language stage and no other built-in data.
LANGUAGE_DATA := $(wildcard data/lang/*.tsv)
$(BUILD)/embedded_language.S: tools/embed.sh $(LANGUAGE_DATA)
	@mkdir -p $(@D)
	$(Q)tools/embed.sh $(foreach f,$(LANGUAGE_DATA),$(f:data/%=%)=$(f)) >$@.new && mv $@.new $@
$(BUILD)/embedded_language.o: $(BUILD)/embedded_language.S
	$(Q)$(CC) -c -fPIC -o $@ $<
$(BUILD)/annals-train: $(TRAIN_OBJECTS) $(BUILD)/embedded_language.o $(BUILD)/libcore.a
	$(SHOW) LINK $@
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ -lopenblas $(LIBRARIES)

# ---- tests ----

$(BUILD)/tests/%: tests/%.c $(BUILD)/libannals.a
	@mkdir -p $(@D)
	$(SHOW) TEST $<
	$(Q)$(CC) $(ALL_CFLAGS) -Itests -MMD -MP $(ALL_LDFLAGS) -o $@ $< $(TEST_OBJECTS) $(BUILD)/libannals.a -lcmocka $(LIBRARIES)
# Tests of the training code link it too.
$(BUILD)/tests/train/%: TEST_OBJECTS = $(filter-out %/main.o,$(TRAIN_OBJECTS)) -lopenblas
$(filter $(BUILD)/tests/train/%,$(TESTS)): $(filter-out %/main.o,$(TRAIN_OBJECTS))
ifeq ($(HAS_OPENBLAS),)
TESTS := $(filter-out $(BUILD)/tests/train/%,$(TESTS))
endif
tests: $(TESTS) $(REPLAYS)

packages:
	@tools/install-packages.sh $(PACKAGES_FOR)
# A second make, so that what was just installed is seen.
check: packages
	@$(MAKE) --no-print-directory all tests
	@$(PYTHON) tools/check_corpus.py --quiet
	@tests/run.sh $(BUILD)
accept: all
	@tests/run.sh --accept $(BUILD)
demo: PACKAGES_FOR = build
check: PACKAGES_FOR = check
demo: packages
	@$(MAKE) --no-print-directory $(BUILD)/annals
	@tools/demo.sh $(BUILD)
eval: all
	@$(PYTHON) tools/eval.py --annals $(BUILD)/annals
bench: all
	@$(PYTHON) tools/bench.py --annals $(BUILD)/annals

$(BUILD)/fuzz/%: fuzz/%.c $(BUILD)/libannals.a
	@mkdir -p $(@D)
	$(SHOW) FUZZ $<
	$(Q)clang $(ALL_CFLAGS) -fsanitize=fuzzer $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libannals.a $(LIBRARIES)
# The same targets without libFuzzer, over inputs of a fixed seed: a test for any compiler.
$(BUILD)/replay/%: fuzz/%.c fuzz/replay.c $(BUILD)/libannals.a
	@mkdir -p $(@D)
	$(SHOW) REPLAY $<
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< fuzz/replay.c $(BUILD)/libannals.a $(LIBRARIES)
replay: $(REPLAYS)
	@for replay in $(REPLAYS); do echo "$$replay"; $$replay || exit 1; done
# Sixty seconds a fuzzer, in a build of its own with clang and sanitizers.
fuzz:
	@$(MAKE) --no-print-directory CC=clang SANITIZE=1 BUILD=$(BUILD)/fuzzing \
	    CFLAGS="-O1 -g -fsanitize=fuzzer-no-link" run-fuzzers
run-fuzzers: $(FUZZERS)
	@for fuzzer in $(FUZZERS); do echo "$$fuzzer"; \
	    mkdir -p $$fuzzer.corpus && $$fuzzer -max_total_time=60 $$fuzzer.corpus || exit 1; done

# The page of the library is made from the header.
man/annals.3: include/annals.h tools/make_man3.py
	$(PYTHON) tools/make_man3.py $< >$@

format:
	clang-format -i $(wildcard include/*.h src/*.[ch] src/*/*.[ch] tests/*.h tests/*/*.[ch] fuzz/*.c)

# ---- training ----

train-data:
	tools/train-data.sh $(BUILD)/train
train: all
	tools/train.sh $(BUILD)

# ---- installing ----

LIBDIR := $(DESTDIR)$(PREFIX)/lib
SONAME := libannals.so.$(SOVERSION)

$(BUILD)/annals.pc: Makefile
	@mkdir -p $(@D)
	@printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$${prefix}/lib' 'includedir=$${prefix}/include' '' \
	    'Name: annals' 'Description: political event coding from news reports' \
	    'Version: $(VERSION)' 'Requires.private: $(PACKAGES)' 'Libs: -L$${libdir} -lannals' \
	    'Libs.private: -lm -pthread' 'Cflags: -I$${includedir}' >$@

install: all $(BUILD)/annals.pc
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/include $(LIBDIR)/pkgconfig \
	    $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man3
	install -m 755 $(BUILD)/annals $(DESTDIR)$(PREFIX)/bin/annals
	install -m 644 include/annals.h $(DESTDIR)$(PREFIX)/include/annals.h
	install -m 644 $(BUILD)/libannals.a $(LIBDIR)/libannals.a
	install -m 755 $(BUILD)/libannals.so $(LIBDIR)/libannals.so.$(VERSION)
	ln -sf libannals.so.$(VERSION) $(LIBDIR)/$(SONAME)
	ln -sf $(SONAME) $(LIBDIR)/libannals.so
	install -m 644 $(BUILD)/annals.pc $(LIBDIR)/pkgconfig/annals.pc
	install -m 644 $(wildcard man/*.1) $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 $(wildcard man/*.3) $(DESTDIR)$(PREFIX)/share/man/man3
	if [ -n "$(TRAINER)" ]; then install -d $(DESTDIR)$(PREFIX)/libexec/annals && \
	    install -m 755 $(TRAINER) $(DESTDIR)$(PREFIX)/libexec/annals/annals-train; fi

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/annals $(DESTDIR)$(PREFIX)/include/annals.h \
	    $(LIBDIR)/libannals.a $(LIBDIR)/libannals.so $(LIBDIR)/$(SONAME) \
	    $(LIBDIR)/libannals.so.$(VERSION) $(LIBDIR)/pkgconfig/annals.pc \
	    $(patsubst man/%,$(DESTDIR)$(PREFIX)/share/man/man1/%,$(wildcard man/*.1)) \
	    $(patsubst man/%,$(DESTDIR)$(PREFIX)/share/man/man3/%,$(wildcard man/*.3)) \
	    $(DESTDIR)$(PREFIX)/libexec/annals/annals-train
	-rmdir $(DESTDIR)$(PREFIX)/libexec/annals 2>/dev/null

clean:
	rm -rf $(BUILD)

-include $(LIBRARY_OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d) $(TRAIN_OBJECTS:.o=.d) $(COMPILE_OBJECTS:.o=.d) $(TESTS:%=%.d)
